// form[data-tray]: each chosen or dropped file goes by itself, with its progress; the page may be left as soon as it
// arrived. Without scripts the form sends all of them by its button.
const form = document.querySelector("form[data-tray]");
const waiting = [];
let moving = false;

const once = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) => (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

function row(file) {
  const line = document.createElement("li");
  line.className = "row is-pair";
  const name = line.appendChild(document.createElement("bdi"));
  name.className = "file-name";
  name.textContent = file.name;
  const bar = line.appendChild(document.createElement("progress"));
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  form.querySelector("[data-tray-moving]").append(line);
  return line;
}

function failed(line, words) {
  const said = document.createElement("span");
  said.className = "error";
  said.textContent = words;
  line.querySelector("progress").replaceWith(said);
}

function arrived(line, request) {
  const list = document.getElementById("tray-list");
  if (!request.responseText.includes("data-tray-list")) return failed(line, form.dataset.failed);
  list.replaceChildren(...new DOMParser().parseFromString(request.responseText, "text/html").body.childNodes);
  line.remove();
}

function next() {
  const [file, line] = waiting.shift() ?? [];
  moving = Boolean(file);
  if (!file) return;
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("once", once());
  data.append("file", file, file.name);
  const request = new XMLHttpRequest();
  request.upload.onprogress = ({ loaded, total }) => (line.querySelector("progress").value = loaded / total);
  request.onload = () => (arrived(line, request), next());
  request.onerror = () => (failed(line, form.dataset.failed), next());
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true");
  request.send(data);
}

if (form) {
  form.querySelector("[data-tray-plain]").hidden = true;
  form.addEventListener("change", ({ target }) => {
    if (target.type !== "file") return;
    waiting.push(...[...target.files].map((file) => [file, row(file)]));
    target.value = "";
    target.closest(".drop").querySelector(".drop-name").textContent = "";
    if (!moving) next();
  });
  addEventListener("beforeunload", (event) => moving && event.preventDefault());
}
