// Runs before everything else: an invitation's secret leaves the address bar and the history at once, and is
// handed over a single time.
"use strict";
{
  let fragment = location.hash.slice(1);
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  window.handhold = {
    arrival() {
      const once = fragment;
      fragment = "";
      return once;
    },
  };
}
