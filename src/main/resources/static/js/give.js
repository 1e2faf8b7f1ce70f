// Makes a gift form kinder; the form is right without it. Chooses the currency of the reader's region (until the reader does), and
// says a typed amount in words: on the button and, on the page before paying, in the promise.

const EURO = new Set(
  "AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK".split(" "),
);
const POUND_ZONES = new Set(["Europe/London", "Europe/Belfast", "Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man"]);

function likelyCurrency() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  if (POUND_ZONES.has(zone)) return "GBP";
  if (zone.startsWith("Europe/")) return "EUR";
  if (zone.startsWith("America/") || zone.startsWith("US/") || zone === "Pacific/Honolulu") return "USD";
  const region = /-([A-Z]{2})\b/.exec(navigator.language)?.[1];
  if (region === "GB") return "GBP";
  if (region === "US") return "USD";
  return region && EURO.has(region) ? "EUR" : null;
}

function preselectCurrency(form) {
  const coins = [...form.querySelectorAll("input[name=currency][type=radio]")];
  const chosen = coins.find((coin) => coin.checked);
  // A choice that is not the one in the page is the reader's: made before this ran, or restored by the browser on the way back.
  if (!chosen?.defaultChecked) return;
  const likely = coins.find((coin) => coin.value === likelyCurrency());
  if (likely) likely.checked = true;
}

/** The typed amount in minor units, by the server's own rules; null for what the server would refuse. */
function readAmount(typed, digits) {
  const match = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(typed.trim());
  if (!match || (match[2] ?? "").length > digits) return null;
  const minor = Number(match[1]) * 10 ** digits + Number((match[2] ?? "").padEnd(digits, "0") || 0);
  return minor > 0 && Number.isSafeInteger(minor) ? minor : null;
}

function write(minor, currency, digits) {
  const whole = minor % 10 ** digits === 0;
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency",
    currency,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  }).format(minor / 10 ** digits);
}

const digitsOf = (currency) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;

/** The least total of which the base is left when the fee is taken: the same sum as the server's. */
function withFee(base, basisPoints, fixed) {
  const left = (total) => total - Math.floor((total * basisPoints + 5000) / 10000) - fixed;
  let total = Math.ceil(((base + fixed) * 10000) / (10000 - basisPoints));
  while (left(total) < base) total += 1;
  while (left(total - 1) >= base) total -= 1;
  return total;
}

function sayTypedAmount(form) {
  const field = form.querySelector("#amount");
  if (!field) return;
  const say = (element, base, values) => {
    element.dataset.unknown ??= element.textContent;
    // Nothing is promised for an amount that the server would refuse.
    const bounds = element.closest("[data-least]")?.dataset;
    const sayable = values && (!bounds || (base >= Number(bounds.least) && base <= Number(bounds.most)));
    element.textContent = sayable
      ? element.dataset.pattern.replace(/\{(\d)\}/g, (whole, number) => values[Number(number)])
      : element.dataset.unknown;
  };
  const update = () => {
    const currency = (
      form.querySelector("input[name=currency]:checked") ?? form.querySelector("input[name=currency][type=hidden]")
    ).value;
    const digits = Number(form.dataset.digits ?? digitsOf(currency));
    const base = readAmount(field.value, digits);
    let values = null;
    if (base !== null) {
      const total = form.dataset.feePoints
        ? withFee(base, Number(form.dataset.feePoints), Number(form.dataset.feeFixed))
        : base;
      values = [base, total, total - base].map((minor) => write(minor, currency, digits));
    }
    form.querySelectorAll(".if-own[data-pattern], .if-own [data-pattern]").forEach((element) => say(element, base, values));
    const seen = form.querySelector("input[name=seen]");
    if (seen) seen.value = base ?? "";
  };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  update();
  // Going back restores what was typed after this module has run.
  window.addEventListener("pageshow", update);
}

for (const form of document.querySelectorAll(".give")) {
  preselectCurrency(form);
  sayTypedAmount(form);
}
