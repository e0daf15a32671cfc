import { openHome } from "./door.js";
openHome({ offline: false });
