"""Published test vectors, and Python's own implementations where it has them."""

import hashlib
import struct
import zlib

from description import Description, Lcg, describes


@describes("crypto/sha256.cl")
def sha256():
    messages = [b"abc", b"", b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", b"a" * 55, b"b" * 64]
    # The first three are those of FIPS 180-4 and its example papers.
    assert hashlib.sha256(b"abc").hexdigest().startswith("ba7816bf8f01cfea")
    offsets = [sum(len(m) for m in messages[:i]) for i in range(len(messages) + 1)]
    digests = [w for m in messages for w in struct.unpack(">8I", hashlib.sha256(m).digest())]
    d = Description("SHA-256", "sha256", (6,), (2,))
    (d.test("five messages, one or two blocks").buffer(0, "uchar", list(b"".join(messages)))
     .buffer(1, "uint", offsets).out(2, "uint8", digests).value(3, "uint", len(messages)))
    return d


@describes("crypto/aes_round.cl")
def aes_round():
    # FIPS 197, appendix B: the cipher example. Round 1 starts from the first state and ends in the second.
    unhex = lambda text: list(bytes.fromhex(text))
    plain = unhex("3243f6a8885a308d313198a2e0370734")
    keys = unhex("2b7e151628aed2a6abf7158809cf4f3c" "a0fafe1788542cb123a339392a6c7605" "f2c295f27a96b9435935807a7359f67f"
                 "3d80477d4716fe3e1e237e446d7a883b" "ef44a541a8525b7fb671253bdb0bad00" "d4d1c6f87c839d87caf2b8bc11f915bc"
                 "6d88a37a110b3efddbf98641ca0093fd" "4e54f70e5f5fc9f384a64fb24ea6dc4f" "ead27321b58dbad2312bf5607f8d292f"
                 "ac7766f319fadc2128d12941575c006e" "d014f9a8c9ee2589e13f0cc8b6630ca6")
    cipher = unhex("3925841d02dc09fbdc118597196a0b32")
    start = [p ^ k for p, k in zip(plain, keys)]
    assert start == unhex("193de3bea0f4e22b9ac68d2ae9f84808")
    after_round_1 = unhex("a49c7ff2689f352b6b5bea43026a5049")
    after_round_2 = unhex("aa8f5f0361dde3ef82d24ad26832469a")
    d = Description("AES", None)
    (d.test("rounds 1 and 2 of FIPS 197 appendix B", "aes_round", (2,), (1,))
     .inout(0, "uchar16", start + after_round_1, after_round_1 + after_round_2).buffer(1, "uchar16", keys[16:48]))
    (d.test("cipher example of FIPS 197 appendix B, twice", "aes128_encrypt", (2,), (1,))
     .buffer(0, "uchar16", plain + plain).out(1, "uchar16", cipher + cipher).buffer(2, "uchar16", keys))
    return d


@describes("crypto/crc32.cl")
def crc32():
    assert zlib.crc32(b"123456789") == 0xCBF43926
    records = [b"123456789", b"000000000", b"Vulkan123"]
    long_records = [bytes(Lcg(seed).ints(35, 0, 255)) for seed in (91, 92)]
    d = Description("CRC-32", "crc32", (4,), (4,))
    for name, rows in (("the check value of the standard, and two more", records), ("records of 35 bytes", long_records)):
        (d.test(name).buffer(0, "uchar", list(b"".join(rows))).value(1, "uint", len(rows[0]))
         .out(2, "uint", [zlib.crc32(r) for r in rows]).value(3, "uint", len(rows)))
    return d


def chacha20_block(key, counter, nonce):
    start = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574, *key, counter, *nonce]
    x = list(start)
    for _ in range(10):
        for i, turn in [(i, 0) for i in range(4)] + [(i, 1) for i in range(4)]:
            a, b, c, d = i, 4 + (i + turn) % 4, 8 + (i + 2 * turn) % 4, 12 + (i + 3 * turn) % 4
            for into, add, rotated, bits in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
                x[into] = (x[into] + x[add]) & 0xFFFFFFFF
                mixed = x[rotated] ^ x[into]
                x[rotated] = (mixed << bits | mixed >> (32 - bits)) & 0xFFFFFFFF
    return [(p + q) & 0xFFFFFFFF for p, q in zip(x, start)]


@describes("crypto/chacha20.cl")
def chacha20():
    # RFC 8439, 2.3.2 (key stream of one block) and 2.4.2 (encryption of a text over two blocks).
    key = struct.unpack("<8I", bytes(range(32)))
    nonce = struct.unpack("<3I", bytes.fromhex("000000090000004a00000000"))
    stream = [0xe4e7f110, 0x15593bd1, 0x1fdd0f50, 0xc47120a3, 0xc7f4d1c7, 0x0368c033, 0x9aaa2204, 0x4e6cd4c3,
              0x466482d2, 0x09aa9f07, 0x05d7c214, 0xa2028bd9, 0xd19c12b5, 0xb94e16de, 0xe883d0cb, 0x4e3c50a2]
    text = (b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
            b"sunscreen would be it.")
    cipher = bytes.fromhex(
        "6e2e359a2568f98041ba0728dd0d6981e97e7aec1d4360c20a27afccfd9fae0bf91b65c5524733ab8f593dabcd62b3571639d624e65152ab"
        "8f530c359f0861d807ca0dbf500d6a6156a38e088a22b65e52bc514d16ccf806818ce91ab77937365af90bbf74a35be6b40b8eedf2785e42"
        "874d")
    assert len(text) == len(cipher) == 114
    nonce2 = struct.unpack("<3I", bytes.fromhex("000000000000004a00000000"))
    words = struct.unpack("<32I", text + bytes(14))
    encrypted = [w ^ k for w, k in zip(words, chacha20_block(key, 1, nonce2) + chacha20_block(key, 2, nonce2))]
    assert struct.pack("<32I", *encrypted)[:114] == cipher and chacha20_block(key, 1, nonce) == stream
    d = Description("ChaCha20", "chacha20")
    (d.test("key stream of RFC 8439 2.3.2", None, (1,), (1,)).inout(0, "uint4", [0] * 16, stream)
     .value(1, "uint8", *key).value(2, "uint4", 1, *nonce))
    (d.test("text of RFC 8439 2.4.2, padded with zeros", None, (2,), (1,)).inout(0, "uint4", words, encrypted)
     .value(1, "uint8", *key).value(2, "uint4", 1, *nonce2))
    return d
