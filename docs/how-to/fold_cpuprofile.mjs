// Folds what `node --cpu-prof` writes: node fold_cpuprofile.mjs app.cpuprofile > app.folded
import { readFileSync } from "node:fs";

const { nodes, samples } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
const names = new Map(
  nodes.map(({ id, callFrame: { functionName, url } }) => {
    const file = url.replace(/^file:.*\//, "");
    return [id, `${functionName || "(anonymous)"}${file && ` (${file})`}`.replaceAll(";", ":")];
  }),
);
const counts = new Map();
for (const leaf of samples) {
  const stack = [];
  for (let node = leaf; parents.has(node); node = parents.get(node)) {
    stack.unshift(names.get(node));
  }
  const text = stack.join(";");
  if (text !== "" && text !== "(idle)") {
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
}
for (const [stack, count] of counts) {
  console.log(`${stack} ${count}`);
}
