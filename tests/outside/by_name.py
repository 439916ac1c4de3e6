"""Runs a command in a network of its own, where names are answered and a server stands in for the Federal Register.

by_name.py CERTIFICATE KEY COMMAND…

Every name is this machine. Prints what was asked for, once the command has ended; ends as the command did. Needs root.
"""

import http.server
import os
import socket
import ssl
import subprocess
import sys
import threading

def answer(question):
    """The answer of a name server: 127.0.0.1 to each question for an IPv4 address, nothing to any other."""
    end = question.index(b"\0", 12) + 5
    is_v4 = question[end - 4 : end - 2] == b"\0\1"
    head = question[:2] + b"\x81\x80\0\1" + (b"\0\1" if is_v4 else b"\0\0") + b"\0\0\0\0"
    record = b"\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\x7f\0\0\1" if is_v4 else b""
    return head + question[12:end] + record


def serve_names(names):
    while True:
        question, client = names.recvfrom(512)
        names.sendto(answer(question), client)


class FederalRegister(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):
        FederalRegister.asked.append(f"{self.headers['Host']} {self.path.split('?')[0]}")
        self.send_error(404)

    def log_message(self, *_):
        pass


def main():
    certificate, key, *command = sys.argv[1:]
    # `unshare` of this process alone, so that what it starts is in the new network, too.
    if not os.environ.get("BY_NAME_INSIDE"):
        os.execvpe("unshare", ["unshare", "--net", sys.executable, *sys.argv], {**os.environ, "BY_NAME_INSIDE": "1"})
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    names = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    names.bind(("127.0.0.1", 53))
    threading.Thread(target=serve_names, args=[names], daemon=True).start()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 443), FederalRegister)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ended = subprocess.run(command, timeout=60)
    print(*FederalRegister.asked, sep="\n")
    sys.exit(ended.returncode)


if __name__ == "__main__":
    main()
