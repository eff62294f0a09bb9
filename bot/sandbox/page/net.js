// The page's two ways to the server: deeds out, events in.

export async function post(deed, wish) {
  const answer = await fetch(`/sandbox/${deed}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.error || answer.statusText);
  return body;
}

export async function upload(file, about) {
  const query = new URLSearchParams({ ...about, name: file.name });
  const answer = await fetch(`/sandbox/upload?${query}`, { method: "POST", body: file });
  if (!answer.ok) throw new Error((await answer.json()).error);
}

// Each connection begins with the whole state, so one that was lost needs no memory.
export function listen(onEvent, onConnected) {
  const source = new EventSource("/sandbox/events");
  source.onopen = () => onConnected(true);
  source.onmessage = (event) => onEvent(JSON.parse(event.data));
  source.onerror = () => {
    onConnected(false);
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listen(onEvent, onConnected), 1000);
    }
  };
}
