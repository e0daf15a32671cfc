// The native home's first page: trade the one-time token in the fragment for a session.
"use strict";
const token = location.hash.slice(1);
history.replaceState(null, "", "/");
if (token) {
  fetch("/enter", { method: "POST", body: token }).then((answer) => {
    if (answer.ok) location.replace("/");
  });
}
