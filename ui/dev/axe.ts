// Accessibility faults of what a test has rendered.
import axe from "axe-core";

/**
 * Names of the rules that fail, with what they fail on. Colour contrast needs a real layout engine and is checked in
 * the window tests; landmarks are asked of a whole page only.
 */
export async function axeFaults(root: Element = document.body): Promise<string[]> {
  const rules = { "color-contrast": { enabled: false }, region: { enabled: root === document.body } };
  const { violations } = await axe.run(root, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
}
