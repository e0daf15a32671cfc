// One WebSocket to a relay, as the Relay door wants it: send, receive one frame at a time, close.
export function openRelay() {
  return { connect };
}

function connect(address) {
  return new Promise((resolve) => {
    let socket;
    try {
      socket = new WebSocket(address);
    } catch {
      resolve(undefined);
      return;
    }
    socket.binaryType = "arraybuffer";
    const link = queued(socket);
    socket.onopen = () => resolve(link);
    socket.addEventListener("close", () => resolve(undefined));
  });
}

function queued(socket) {
  const arrived = [];
  const waiting = [];
  const give = (value) => (waiting.length ? waiting.shift()(value) : arrived.push(value));
  socket.onmessage = ({ data }) => give(data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array());
  socket.addEventListener("close", () => waiting.splice(0).forEach((resolve) => resolve(undefined)));
  return {
    send(bytes) {
      if (socket.readyState !== WebSocket.OPEN) return false;
      socket.send(bytes);
      return true;
    },
    receive() {
      if (arrived.length) return Promise.resolve(arrived.shift());
      if (socket.readyState > WebSocket.OPEN) return Promise.resolve(undefined);
      return new Promise((resolve) => waiting.push(resolve));
    },
    close() {
      socket.close();
    },
  };
}
