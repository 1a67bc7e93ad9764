// The formatters of dates and spans, each made once: making one reads tables of the language and costs far more than
// using it, and a list or a clock asks again and again.

const dates = new Map<string, Intl.DateTimeFormat>();
const spans = new Map<string, Intl.RelativeTimeFormat>();

function once<F>(made: Map<string, F>, key: string, make: () => F): F {
  const known = made.get(key);
  if (known) return known;
  const one = make();
  made.set(key, one);
  return one;
}

export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // A formatter keeps the zone it was made in; the computer may have been carried to another one.
  const key = `${language} ${new Date().getTimezoneOffset()} ${JSON.stringify(options)}`;
  return once(dates, key, () => new Intl.DateTimeFormat(language, options));
}

export function spanFormat(language: string): Intl.RelativeTimeFormat {
  return once(spans, language, () => new Intl.RelativeTimeFormat(language, { numeric: "always" }));
}
