// Reads CSL-JSON on stdin; writes each item as a reference by the APA style, as a JSON array.
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-csl";

const items = JSON.parse(readFileSync(0, "utf-8"));
const references = items.map((item) =>
  new Cite([item], { generateGraph: false })
    .format("bibliography", { format: "text", template: "apa", lang: "en-US" })
    .trim(),
);
process.stdout.write(JSON.stringify(references));
