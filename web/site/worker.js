// The product's worker: Python with the doors of this browser, and this browser's own clock.
import { serve } from "./home.js";

serve(() => new Date());
