import { serve } from "./home.js";
serve(() => new Date());
