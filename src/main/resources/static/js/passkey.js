// Asks the browser for a passkey, to sign in with or to be made. Whatever goes wrong is said beside the button, in the page's words.

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const descriptors = (list) => (list ?? []).map((each) => ({ ...each, id: toBytes(each.id) }));

const known = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value != null));

class Problem extends Error {
  constructor(kind) {
    super(kind);
    this.kind = kind;
  }
}

/** What the browser's own refusals mean to the person before it. */
function kindOf(error) {
  if (error instanceof Problem) return error.kind;
  if (error.name === "InvalidStateError") return "known";
  if (error.name === "NotAllowedError" || error.name === "AbortError") return "stopped";
  if (error.name === "NotSupportedError" || error.name === "SecurityError" || error.name === "ConstraintError") return "unsupported";
  return "unreachable";
}

async function post(part, address, body) {
  const headers = { "Content-Type": "application/json", [part.dataset.csrfHeader]: part.dataset.csrf };
  const response = await fetch(address, { method: "POST", headers, body, credentials: "same-origin", redirect: "error" });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  throw new Problem(answer.problem ?? (response.status === 403 ? "stale" : "unreachable"));
}

async function register(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...known(options),
      challenge: toBytes(options.challenge),
      user: { ...options.user, id: toBytes(options.user.id) },
      excludeCredentials: descriptors(options.excludeCredentials),
    },
  });
  return {
    ...described(made),
    response: {
      attestationObject: toText(made.response.attestationObject),
      clientDataJSON: toText(made.response.clientDataJSON),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function signIn(options) {
  const used = await navigator.credentials.get({
    publicKey: {
      ...known(options),
      challenge: toBytes(options.challenge),
      allowCredentials: descriptors(options.allowCredentials),
    },
  });
  return {
    ...described(used),
    response: {
      authenticatorData: toText(used.response.authenticatorData),
      clientDataJSON: toText(used.response.clientDataJSON),
      signature: toText(used.response.signature),
      userHandle: used.response.userHandle ? toText(used.response.userHandle) : undefined,
    },
  };
}

function described(credential) {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

for (const part of document.querySelectorAll("[data-passkey]")) {
  const button = part.querySelector("button");
  const problem = part.querySelector(".error");
  const words = part.querySelector("template").dataset;
  if (!window.PublicKeyCredential) continue;
  part.querySelector("[data-needs-script]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    problem.textContent = "";
    try {
      const options = await post(part, part.dataset.options);
      const answer = await (part.dataset.passkey === "register" ? register(options) : signIn(options));
      const { next } = await post(part, part.dataset.answer, JSON.stringify(answer));
      location.assign(next);
    } catch (error) {
      problem.textContent = words[kindOf(error)] ?? words.unreachable;
      button.disabled = false;
      button.focus();
    }
  });
}
