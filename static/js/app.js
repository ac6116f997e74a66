// Everything here is an addition: each page works without it.
import * as alerts from "./alerts.js";
import * as guard from "./guard.js";
import * as lines from "./lines.js";
import * as menu from "./menu.js";
import * as opens from "./opens.js";
import * as queue from "./queue.js";
import * as saved from "./saved.js";
import * as summary from "./summary.js";
import * as themeChoice from "./theme_choice.js";
import * as total from "./total.js";

for (const element of document.querySelectorAll("[data-gw-needs-script]")) {
  element.hidden = false;
}
for (const part of [alerts, guard, lines, menu, opens, queue, saved, summary, themeChoice, total]) {
  part.start();
}
