// Holds both message catalogues to each other: same keys, same placeholders, sorted, nothing empty, every text used
// for people and none left untranslated by accident.
import { readFileSync } from "node:fs";

const faults = [];

function read(language) {
  const messages = JSON.parse(readFileSync(new URL(`../messages/${language}.json`, import.meta.url), "utf8"));
  delete messages.$schema;
  return messages;
}

function texts(message) {
  return typeof message === "string" ? [message] : message.flatMap((one) => Object.values(one.match));
}

function placeholders(message) {
  return [...new Set(texts(message).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort().join(" ");
}

const english = read("en");
const japanese = read("ja");
for (const [language, messages, other] of [
  ["en", english, japanese],
  ["ja", japanese, english],
]) {
  const keys = Object.keys(messages);
  if (keys.join() !== [...keys].sort().join()) faults.push(`${language}: keys are not sorted`);
  for (const key of keys) {
    if (!/^[a-z]+_[A-Za-z0-9_]+$/.test(key)) faults.push(`${language}: ${key} has no room prefix`);
    if (!(key in other)) faults.push(`${language}: ${key} is missing in the other language`);
    else if (placeholders(messages[key]) !== placeholders(other[key]))
      faults.push(`${key}: placeholders differ`);
    if (texts(messages[key]).some((text) => text.trim() === "")) faults.push(`${language}: ${key} is empty`);
  }
}
for (const [key, message] of Object.entries(english)) {
  const kana = /[\u3040-\u30ff\u4e00-\u9fff]/;
  if (texts(message).some((text) => kana.test(text))) faults.push(`en: ${key} holds Japanese`);
}

if (faults.length > 0) {
  console.error([...new Set(faults)].join("\n"));
  process.exit(1);
}
