"""Small kernels around hashcat's primitives, each a file that describes its own test: inputs and expected outputs.

DEVICE_LIMITS: lavapipe turns each kernel into a coroutine, for which LLVM compares all accesses to a private array with
each other: where an array has a thousand of them in a kernel (hashcat's functions are inlined, with a switch over every
offset in a word), the device compiles for minutes. The kernels here therefore call hashcat's functions for one block, on
arrays of four words whose indices are constant. In GLSL, where a load stands wherever its value is used, only the
compression functions are small enough.
"""

import dataclasses
import struct

import digests

STRIDE = 64  # words from one message to the next; hashcat reads whole blocks, so that zeros follow a message


@dataclasses.dataclass(frozen=True)
class Hash:
    name: str
    words: int  # of the digest
    bits: int = 32  # of a word
    big_endian: bool = False  # then the functions are those that swap the input's bytes
    last_word_first: bool = False  # RFC 6986 writes a digest as one number of 256 or 512 bits
    tables: str = ""  # declarations that fill tables in local memory
    extra: str = ""  # further arguments of init
    has_hmac: bool = True
    has_vectors: bool = True
    is_quick: bool = True  # lavapipe compiles what takes whole messages within half an hour

    @property
    def routes(self):
        return ("spirv", "msl", "cpu", "oracle") if self.is_quick else ("msl", "cpu", "oracle")

    @property
    def swap(self):
        return "_swap" if self.big_endian else ""

    def output(self, digest):
        """The digest as the words that the function leaves."""
        letter = "I" if self.bits == 32 else "Q"
        words = struct.unpack(f"{'>' if self.big_endian else '<'}{self.words}{letter}", digest)
        return words[::-1] if self.last_word_first else words


_WHIRLPOOL = "".join(f"  LOCAL_VK u64 s_MT{i}[256];\n" for i in range(8)) + "  for (u32 k = lid; k < 256; k += lsz) {\n" + "".join(
    f"    s_MT{i}[k] = MT{i}[k];\n" for i in range(8)) + "  }\n  SYNC_THREADS();\n"


def _streebog(bits):
    return (f"  LOCAL_VK u64a s_sbob[8][256];\n  for (u32 k = lid; k < 8 * 256; k += lsz) "
            f"s_sbob[k / 256][k % 256] = sbob{bits}_sl64[k / 256][k % 256];\n  SYNC_THREADS();\n")


HASHES = (
    Hash("md4", 4), Hash("md5", 4), Hash("ripemd160", 5),
    Hash("sha1", 5, big_endian=True), Hash("sha224", 7, big_endian=True), Hash("sha256", 8, big_endian=True),
    Hash("sha384", 6, 64, big_endian=True), Hash("sha512", 8, 64, big_endian=True),
    Hash("blake2b", 8, 64, has_hmac=False, has_vectors=False),
    Hash("whirlpool", 16, big_endian=True, tables=_WHIRLPOOL, extra="".join(f", s_MT{i}" for i in range(8)), has_hmac=False,
         has_vectors=False, is_quick=False),
    Hash("streebog256", 4, 64, big_endian=True, last_word_first=True, tables=_streebog(256), extra=", s_sbob", has_hmac=False, has_vectors=False),
    Hash("streebog512", 8, 64, big_endian=True, last_word_first=True, tables=_streebog(512), extra=", s_sbob", has_hmac=False, has_vectors=False),
)

# The messages of the standards, and every length at which padding or a block begins or ends.
_PUBLISHED = (b"", b"a", b"abc", b"message digest", b"abcdefghijklmnopqrstuvwxyz", b"1234567890" * 8,
              b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
              b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
              b"012345678901234567890123456789012345678901234567890123456789012")
MESSAGES = _PUBLISHED + tuple(bytes((7 * i + length) % 256 for i in range(length))
                              for length in (3, 4, 55, 56, 57, 63, 64, 65, 111, 112, 113, 119, 120, 127, 128, 129, 200))
# RFC 2202 and 4231, and keys longer than a block.
KEYED = ((b"\x0b" * 20, b"Hi There"), (b"Jefe", b"what do ya want for nothing?"), (b"\xaa" * 20, b"\xdd" * 50),
         (bytes(range(1, 26)), b"\xcd" * 50), (b"k" * 64, b"m" * 63), (b"k" * 63, b"m" * 129),
         (b"\xaa" * 131, b"Test Using Larger Than Block-Size Key - Hash Key First"))

_KERNEL = """kernel void test({parameters})
{{
  const u32 i = get_global_id(0);
  const u64 lid = get_local_id(0), lsz = get_local_size(0);
{body}}}
"""


def _words(data, count=STRIDE):
    return struct.unpack(f"<{count}I", data.ljust(4 * count, b"\0"))


@dataclasses.dataclass(frozen=True)
class Buffer:
    values: tuple[int, ...]
    bits: int = 32
    is_output: bool = False

    def described(self, index):
        kind = "uint" if self.bits == 32 else "ulong"
        return (f"arg_{'out' if self.is_output else 'in'}: {index} buffer {kind}[{len(self.values)}] "
                f"{' '.join(map(str, self.values))}\n")


@dataclasses.dataclass(frozen=True)
class Case:
    """One file to run."""

    name: str
    includes: tuple[str, ...]
    buffers: tuple["Buffer", ...]  # the first is written
    parameters: str
    body: str
    items: int
    vector_size: int = 1
    routes: tuple[str, ...] = ("spirv", "msl", "cpu", "oracle")

    def text(self, options):
        """With a description for `kiln test`, which piglit's cl-program-tester reads, too."""
        arguments = "".join(buffer.described(index) for index, buffer in enumerate(self.buffers))
        includes = "#define XM2S(x) #x\n#define M2S(x) XM2S(x)\n" + ("#define NEW_SIMD_CODE\n" if self.vector_size > 1 else "")
        includes += "".join(f"#include M2S(INCLUDE_PATH/{name})\n" for name in self.includes)
        return (f"/*!\n[config]\nname: {self.name}\nclc_version_min: 12\ndimensions: 1\nbuild_options: {options}\n\n"
                f"[test]\nname: {self.name}\nkernel_name: test\nglobal_size: {self.items} 1 1\n"
                f"local_size: {self.items} 1 1\n{arguments}!*/\n{includes}\n"
                + _KERNEL.format(parameters=self.parameters, body=self.body))


_COMMON = ("inc_vendor.h", "inc_types.h", "inc_platform.cl", "inc_common.cl", "inc_simd.cl", "inc_scalar.cl")


def _hash_case(hash_, kind, inputs, digest, body, parameters, vector_size=1, **more):
    """`inputs`: lists of byte strings, one list a buffer; each is followed by a buffer of lengths."""
    expected = [word for value in digest for word in hash_.output(value)]
    buffers = [Buffer(tuple(expected), hash_.bits, is_output=True)]
    for column in inputs:
        buffers.append(Buffer(tuple(word for text in column for word in _words(text))))
        buffers.append(Buffer(tuple(len(text) for text in column)))
    return Case(f"{hash_.name}, {kind}", (*_COMMON, f"inc_hash_{hash_.name}.cl"), tuple(buffers),
                f"global u{hash_.bits}* out, {parameters}", hash_.tables + body, len(digest) // vector_size, vector_size,
                **more)


def _padded(hash_, message):
    """As RFC 1321 and FIPS 180-4 have it: a one, zeros, the number of bits."""
    length_bytes = 8 if hash_.bits == 32 else 16
    zeros = (-len(message) - 1 - length_bytes) % (8 * length_bytes)
    return message + b"\x80" + bytes(zeros) + (8 * len(message)).to_bytes(length_bytes, "big" if hash_.big_endian else "little")


def _blocks(hash_, lanes=1):
    """The compression function alone, on messages that are padded already, one or `lanes` at a time."""
    quads = 4 if hash_.bits == 32 else 8
    messages = MESSAGES if lanes == 1 else [bytes((11 * i + 3 * lane + length) % 256 for i in range(length))
                                            for length in (0, 7, 55, 64, 100, 120) for lane in range(lanes)]
    suffix, kind = ("", "u32") if lanes == 1 else ("_vector", "u32x")
    reverse = ("hc_swap32_S" if lanes == 1 else "hc_swap32") if hash_.big_endian else ""
    body = (f"  {hash_.name}_ctx{suffix}_t ctx;\n  {hash_.name}_init{suffix}(&ctx);\n"
            f"  for (int at = 0; at < lengths[{lanes} * i]; at += {16 * quads}) {{\n    {kind} "
            + ", ".join(f"w{k}[4]" for k in range(quads)) + ";\n")
    for k in range(4 * quads):
        words = ", ".join(f"blocks[({lanes} * i + {lane}) * {STRIDE} + at / 4 + {k}]" for lane in range(lanes))
        body += f"    w{k // 4}[{k % 4}] = {reverse}(({kind})({words}));\n"
    body += (f"    {hash_.name}_transform{suffix}(" + ", ".join(f"w{k}" for k in range(quads)) + ", ctx.h);\n  }\n"
             f"  for (int k = 0; k < {hash_.words}; ++k) {{\n")
    for lane in range(lanes):
        element = f".s{lane}" if lanes > 1 else ""
        body += f"    out[({lanes} * i + {lane}) * {hash_.words} + k] = ctx.h[k]{element};\n"
    return _hash_case(hash_, "blocks" if lanes == 1 else f"blocks in vectors of {lanes}",
                      [[_padded(hash_, text) for text in messages]], [digests.digest(hash_.name, text) for text in messages],
                      body + "  }\n", "global const u32* blocks, global const int* lengths", lanes,
                      routes=("spirv", "glsl", "msl", "cpu", "oracle"))


def _whole(hash_):
    messages = [text for text in MESSAGES if digests.digest(hash_.name, text) is not None]
    body = (f"  {hash_.name}_ctx_t ctx;\n  {hash_.name}_init(&ctx{hash_.extra});\n"
            f"  {hash_.name}_update_global{hash_.swap}(&ctx, messages + i * {STRIDE}, lengths[i]);\n"
            f"  {hash_.name}_final(&ctx);\n"
            f"  for (int k = 0; k < {hash_.words}; ++k) out[i * {hash_.words} + k] = ctx.h[k];\n")
    return _hash_case(hash_, "whole messages", [messages], [digests.digest(hash_.name, text) for text in messages], body,
                      "global const u32* messages, global const int* lengths", routes=hash_.routes)


def _pieces(hash_):
    """From private memory, a third and then the rest: the second piece begins in the middle of a word and a block."""
    messages = [text for text in MESSAGES if digests.digest(hash_.name, text) is not None]
    first, rest = [text[:len(text) // 3] for text in messages], [text[len(text) // 3:] for text in messages]
    update = f"{hash_.name}_update{hash_.swap}"
    body = (f"  u32 part[{STRIDE}];\n  {hash_.name}_ctx_t ctx;\n  {hash_.name}_init(&ctx{hash_.extra});\n"
            f"  for (int k = 0; k < {STRIDE}; ++k) part[k] = first[i * {STRIDE} + k];\n"
            f"  {update}(&ctx, part, first_lengths[i]);\n"
            f"  for (int k = 0; k < {STRIDE}; ++k) part[k] = rest[i * {STRIDE} + k];\n"
            f"  {update}(&ctx, part, rest_lengths[i]);\n  {hash_.name}_final(&ctx);\n"
            f"  for (int k = 0; k < {hash_.words}; ++k) out[i * {hash_.words} + k] = ctx.h[k];\n")
    return _hash_case(hash_, "pieces", [first, rest], [digests.digest(hash_.name, text) for text in messages], body,
                      "global const u32* first, global const int* first_lengths, "
                      "global const u32* rest, global const int* rest_lengths", routes=hash_.routes)


def _hmac(hash_):
    body = (f"  {hash_.name}_hmac_ctx_t ctx;\n"
            f"  {hash_.name}_hmac_init_global{hash_.swap}(&ctx, keys + i * {STRIDE}, key_lengths[i]);\n"
            f"  {hash_.name}_hmac_update_global{hash_.swap}(&ctx, messages + i * {STRIDE}, lengths[i]);\n"
            f"  {hash_.name}_hmac_final(&ctx);\n"
            f"  for (int k = 0; k < {hash_.words}; ++k) out[i * {hash_.words} + k] = ctx.opad.h[k];\n")
    return _hash_case(hash_, "HMAC", [[key for key, _ in KEYED], [text for _, text in KEYED]],
                      [digests.keyed_digest(hash_.name, key, text) for key, text in KEYED], body,
                      "global const u32* keys, global const int* key_lengths, "
                      "global const u32* messages, global const int* lengths")


def _vectors(hash_):
    """Four messages of one length at a time, in the elements of vectors, a block at a time (see DEVICE_LIMITS)."""
    messages = [bytes((11 * i + 3 * lane + length) % 256 for i in range(length))
                for length in (0, 7, 55, 64, 100) for lane in range(4)]
    reverse = "hc_swap32" if hash_.big_endian else ""
    words = 16 if hash_.bits == 32 else 32
    quads = words // 4
    body = (f"  {hash_.name}_ctx_vector_t ctx;\n  {hash_.name}_init_vector(&ctx);\n"
            f"  for (int at = 0; at <= lengths[4 * i]; at += {4 * words}) {{\n    u32x "
            + ", ".join(f"w{k}[4]" for k in range(quads)) + ";\n")
    for k in range(words):
        lanes = ", ".join(f"messages[(4 * i + {lane}) * {STRIDE} + at / 4 + {k}]" for lane in range(4))
        body += f"    w{k // 4}[{k % 4}] = {reverse}((u32x)({lanes}));\n"
    body += (f"    {hash_.name}_update_vector_{4 * words}(&ctx, " + ", ".join(f"w{k}" for k in range(quads))
             + f", min(lengths[4 * i] - at, {4 * words}));\n  }}\n  {hash_.name}_final_vector(&ctx);\n"
             f"  for (int k = 0; k < {hash_.words}; ++k) {{\n"
             + "".join(f"    out[(4 * i + {lane}) * {hash_.words} + k] = ctx.h[k].s{lane};\n" for lane in range(4)) + "  }\n")
    return _hash_case(hash_, "vectors of 4", [messages], [digests.digest(hash_.name, text) for text in messages], body,
                      "global const u32* messages, global const int* lengths", 4)


def _ntlm():
    """UTF-8 becomes UTF-16 a block at a time, in words that the digest takes as values (see DEVICE_LIMITS)."""
    passwords = [text.encode() for text in ("", "password", "hashcat", "Password123", "x" * 27, "1234567890" * 8,
                                            "pässwörd", "Пароль", "密码" * 5, "\U0001f511 key")]
    md4 = HASHES[0]
    body = (f"  md4_ctx_t ctx;\n  u32 password[{STRIDE}];\n  hc_enc_t enc;\n  md4_init(&ctx);\n  hc_enc_init(&enc);\n"
            f"  for (int k = 0; k < {STRIDE}; ++k) password[k] = passwords[i * {STRIDE} + k];\n"
            "  while (hc_enc_has_next(&enc, lengths[i])) {\n    u32 block[16] = {0};\n"
            f"    const int length = hc_enc_next(&enc, password, lengths[i], {4 * STRIDE}, block, sizeof(block));\n"
            + "".join(f"    u32 w{q}[4] = {{{', '.join(f'block[{4 * q + k}]' for k in range(4))}}};\n" for q in range(4))
            + "    md4_update_64(&ctx, w0, w1, w2, w3, length);\n  }\n  md4_final(&ctx);\n"
            "  for (int k = 0; k < 4; ++k) out[i * 4 + k] = ctx.h[k];\n")
    return _hash_case(md4, "NTLM", [passwords], [digests.md4(text.decode().encode("utf-16le")) for text in passwords], body,
                      "global const u32* passwords, global const int* lengths")


def cases():
    result = [_blocks(hash_, lanes) for hash_ in HASHES if hash_.has_vectors for lanes in (1, 4)]
    result += [make(hash_) for hash_ in HASHES for make in (_whole, _pieces)]
    result += [_hmac(hash_) for hash_ in HASHES if hash_.has_hmac and hash_.name not in ("md4",)]
    result += [_vectors(hash_) for hash_ in HASHES if hash_.has_vectors]
    return result + [_ntlm()]
