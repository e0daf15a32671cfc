// The page's side of the browser home: it starts the worker and hands it every request of htmx, so that no
// link and no form ever leaves this page. What every page needs in both homes (the Trusted Types policy,
// Leave, the cover) is in static/page.js. What layout.html must carry for this is in web/README.md.
import { openHome } from "./door.js";

openHome();
