/* Photographs and files from home, better than the form alone: each is sent as soon as it is chosen,
   with how far it is, and a photograph is looked at first. What it finds only advises. Without this
   the form has a button that sends what was chosen. */
(() => {
  "use strict";

  const EDGE = 512; // pixels to which a photograph is shrunk before it is looked at
  const DARK = 60; // mean brightness of 255
  const EMPTY = 6; // deviation of brightness: a sheet of paper with anything on it has more
  const BLURRED = 45; // variance of the Laplacian, over edges that text would have
  const GLARE = 0.12; // share of pixels that are burnt out in an otherwise darker picture

  async function looked(file) {
    if (!file.type.startsWith("image/")) return "";
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, EDGE / Math.max(picture.width, picture.height));
      const width = Math.max(3, Math.round(picture.width * scale));
      const height = Math.max(3, Math.round(picture.height * scale));
      const canvas = document.createElement("canvas");
      canvas.width = width;
      canvas.height = height;
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      pen.drawImage(picture, 0, 0, width, height);
      return judged(grey(pen.getImageData(0, 0, width, height).data), width, height);
    } catch {
      return ""; // what cannot be looked at is not advised on
    }
  }

  function grey(data) {
    const found = new Float32Array(data.length / 4);
    for (let n = 0; n < found.length; n += 1)
      found[n] = 0.299 * data[4 * n] + 0.587 * data[4 * n + 1] + 0.114 * data[4 * n + 2];
    return found;
  }

  function judged(light, width, height) {
    const mean = light.reduce((sum, each) => sum + each, 0) / light.length;
    const spread = Math.sqrt(light.reduce((sum, each) => sum + (each - mean) ** 2, 0) / light.length);
    if (spread < EMPTY) return "blank";
    if (mean < DARK) return "dark";
    let sum = 0;
    let squares = 0;
    let count = 0;
    for (let y = 1; y < height - 1; y += 1)
      for (let x = 1; x < width - 1; x += 1) {
        const n = y * width + x;
        const edge = 4 * light[n] - light[n - 1] - light[n + 1] - light[n - width] - light[n + width];
        sum += edge;
        squares += edge * edge;
        count += 1;
      }
    if (squares / count - (sum / count) ** 2 < BLURRED) return "blurred";
    const burnt = light.reduce((n, each) => n + (each > 252), 0) / light.length;
    return burnt > GLARE && mean < 190 ? "glare" : "";
  }

  function send(form, body) {
    const says = form.querySelector(".upload");
    const request = new XMLHttpRequest();
    const failed = () => {
      says.textContent = says.dataset.failed;
    };
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      says.textContent = `${says.dataset.uploading} ${Math.round((100 * loaded) / total)} %`;
    });
    request.addEventListener("load", () => {
      if (request.status === 200) return location.replace(request.responseURL);
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const main = page.querySelector("main");
      if (!main) return failed();
      document.querySelector("main").replaceWith(main);
      main.querySelector(".note.error")?.focus();
      main.querySelectorAll("form[data-scans]").forEach(watch);
    });
    request.addEventListener("error", failed);
    request.open("POST", form.action);
    request.send(body);
  }

  function watch(form) {
    form.classList.add("at-once");
    form.addEventListener("change", async ({ target }) => {
      if (target.type !== "file" || !target.files.length) return;
      const found = [];
      for (const file of target.files) found.push(await looked(file));
      form.elements.advice.value = found.join();
      const body = new FormData(form);
      body.set("add", "1");
      send(form, body);
    });
  }

  document.querySelectorAll("form[data-scans]").forEach(watch);
})();
