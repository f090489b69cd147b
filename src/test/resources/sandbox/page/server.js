export async function read(path) {
  const answer = await fetch(path, {headers: {Accept: 'application/json'}});
  if (!answer.ok) throw new Error(await reason(answer));
  return answer.json();
}

export async function order(path, body) {
  const answer = await fetch(path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});
  if (!answer.ok) throw new Error(await reason(answer));
  return answer.status === 204 ? null : answer.json();
}

async function reason(answer) {
  try {
    return (await answer.json()).detail ?? `HTTP ${answer.status}`;
  } catch {
    return `HTTP ${answer.status}`;
  }
}
