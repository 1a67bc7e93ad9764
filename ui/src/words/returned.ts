// What is wrong with the address that a sign-in came back to, by the names that Rust gives.
import { m } from "$lib/paraglide/messages";

const problems: Record<string, (facts: { actual: string }) => string> = {
  tooLong: () => m.returned_tooLong(),
  notAnAddress: () => m.returned_notAnAddress(),
  elsewhere: m.returned_elsewhere,
  inFragment: () => m.returned_inFragment(),
  noQuery: () => m.returned_noQuery(),
  twice: () => m.returned_twice(),
  noCode: () => m.returned_noCode(),
};

export function returnedWords(problem: string, actual: string): string {
  return problems[problem]?.({ actual }) ?? m.returned_mangled();
}
