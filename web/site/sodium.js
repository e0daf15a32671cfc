// libsodium for the Sealer and Group doors. Every function answers a Uint8Array, or undefined for what
// libsodium refuses. The many-functions take and give their points and scalars joined, 32 bytes each, so
// that one call from Python is one crossing.
import sodium from "./libsodium/libsodium-wrappers.mjs";

const WIDTH = 32;
const UNIFORM = 64;

const isZero = (bytes) => bytes.every((byte) => byte === 0);
const part = (joined, index, width = WIDTH) => joined.subarray(index * width, (index + 1) * width);

function refused(attempt) {
  try {
    return attempt();
  } catch {
    return undefined;
  }
}

function each(count, make) {
  const joined = new Uint8Array(count * WIDTH);
  for (let index = 0; index < count; index++) joined.set(make(index), index * WIDTH);
  return joined;
}

// A term that is the identity adds nothing; libsodium's multiplication would refuse it.
function sum(scalars, points) {
  let total = new Uint8Array(WIDTH);
  for (let index = 0; index < points.length / WIDTH; index++) {
    const [scalar, point] = [part(scalars, index), part(points, index)];
    if (!sodium.crypto_core_ristretto255_is_valid_point(point)) return undefined;
    if (isZero(scalar) || isZero(point)) continue;
    total = sodium.crypto_core_ristretto255_add(total, sodium.crypto_scalarmult_ristretto255(scalar, point));
  }
  return isZero(total) ? undefined : total;
}

function add(left, right) {
  const total = sodium.crypto_core_ristretto255_add(left, right);
  return isZero(total) ? undefined : total;
}

export async function openSodium() {
  await sodium.ready;
  return {
    seal: (key, nonce, plain, bound) =>
      sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, bound, null, nonce, key),
    open: (key, nonce, sealed, bound) =>
      refused(() => sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, bound, nonce, key)),
    stretch: (passphrase, salt) =>
      sodium.crypto_pwhash(32, passphrase, salt, 3, 64 * 1024 * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13),
    publicKey: (secret) => sodium.crypto_scalarmult_base(secret),
    agree: (secret, theirs) => refused(() => sodium.crypto_scalarmult(secret, theirs)),
    hashMany: (joined) =>
      refused(() =>
        each(joined.length / UNIFORM, (index) => sodium.crypto_core_ristretto255_from_hash(part(joined, index, UNIFORM))),
      ),
    base: (scalar) => refused(() => sodium.crypto_scalarmult_ristretto255_base(scalar)),
    mulMany: (scalars, points) =>
      refused(() =>
        each(points.length / WIDTH, (index) =>
          sodium.crypto_scalarmult_ristretto255(part(scalars, index), part(points, index)),
        ),
      ),
    add: (left, right) => refused(() => add(left, right)),
    msm: (scalars, points) => refused(() => sum(scalars, points)),
  };
}
