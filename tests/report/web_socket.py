"""The client's side of RFC 6455, as far as the DevTools protocol needs it: text messages to a host that is near."""
import base64
import os
import socket
import struct
from urllib.parse import urlparse

CONTINUATION, TEXT, CLOSE, PING, PONG = 0, 1, 8, 9, 10


class WebSocket:
    def __init__(self, address, timeout):
        url = urlparse(address)
        self.socket = socket.create_connection((url.hostname, url.port), timeout=timeout)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((
            "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n" % (url.path, url.netloc, key)).encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self._fill()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(head.decode(errors="replace"))

    def _fill(self):
        part = self.socket.recv(1 << 16)
        if not part:
            raise ConnectionError("the connection was closed")
        self.buffer += part

    def _take(self, length):
        while len(self.buffer) < length:
            self._fill()
        taken, self.buffer = self.buffer[:length], self.buffer[length:]
        return taken

    def _send_frame(self, kind, payload):
        length = len(payload)
        head = struct.pack("!BB", 0x80 | kind, 0x80 | (length if length < 126 else 126 if length < 1 << 16 else 127))
        if length >= 1 << 16:
            head += struct.pack("!Q", length)
        elif length >= 126:
            head += struct.pack("!H", length)
        mask = os.urandom(4)
        self.socket.sendall(head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload)))

    def send(self, text):
        self._send_frame(TEXT, text.encode())

    def recv(self):
        message = b""
        while True:
            first, second = self._take(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack("!H", self._take(2))[0]
            elif length == 127:
                length = struct.unpack("!Q", self._take(8))[0]
            payload, kind = self._take(length), first & 0x0F
            if kind == PING:
                self._send_frame(PONG, payload)
            elif kind == CLOSE:
                raise ConnectionError("the connection was closed")
            elif kind in (TEXT, CONTINUATION):
                message += payload
                if first & 0x80:
                    return message.decode()

    def close(self):
        self.socket.close()
