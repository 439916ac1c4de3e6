"""A mail server for the tests: takes mails, and lays them down as JSON, read by Python's own parser.

Usage: smtp_server.py DIR [--starttls|--tls CERT KEY] [--login USER PASSWORD] [--refuse N] [--hang N]

Prints its port. The first N mails are refused with 451 (--refuse), or never answered after they were taken (--hang).
"""

import argparse
import asyncio
import email
import email.policy
import json
import logging
import pathlib
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def parts(message):
    for part in message.walk():
        if part.is_multipart():
            yield {"type": part.get_content_type(), "boundary": part.get_boundary()}
            continue
        content = part.get_content()
        if isinstance(content, bytes):
            content = content.decode()
        yield {
            "type": part.get_content_type(),
            "charset": part.get_content_charset(),
            "name": part.get_filename(),
            "disposition": part.get_content_disposition(),
            "text": content,
        }


class Desk:
    def __init__(self, args):
        self.args = args
        self.taken = 0

    async def handle_DATA(self, server, session, envelope):
        self.taken += 1
        place = pathlib.Path(self.args.dir)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        told = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None,
            "login": session.authenticated,
            "headers": [[name, str(value)] for name, value in message.items()],
            "defects": [str(defect) for part in message.walk() for defect in part.defects],
            "longest": max(map(len, envelope.content.split(b"\r\n"))),
            "parts": list(parts(message)),
        }
        (place / f"{self.taken}.eml").write_bytes(envelope.content)
        (place / f"{self.taken}.tmp").write_text(json.dumps(told))
        (place / f"{self.taken}.tmp").rename(place / f"{self.taken}.json")
        if self.taken <= self.args.hang:
            await asyncio.sleep(3600)
        if self.taken <= self.args.refuse:
            return "451 4.3.0 the desk is\tclosed"
        return "250 taken"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("dir")
    arguments.add_argument("--starttls", nargs=2)
    arguments.add_argument("--tls", nargs=2)
    arguments.add_argument("--login", nargs=2)
    arguments.add_argument("--refuse", type=int, default=0)
    arguments.add_argument("--hang", type=int, default=0)
    args = arguments.parse_args()
    # A client that breaks off is what some tests are about.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")

    def context(files):
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(*files)
        return made

    def login(server, session, envelope, mechanism, data):
        wanted = LoginPassword(*(word.encode() for word in args.login))
        return AuthResult(success=data == wanted, handled=False)

    more = {}
    if args.login:
        more = {
            "authenticator": login,
            "auth_required": True,
            "auth_require_tls": bool(args.starttls),
        }
    if args.starttls:
        more |= {"tls_context": context(args.starttls), "require_starttls": True}
    desk = Desk(args)

    async def serve():
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(desk, hostname="mail.example", **more),
            "127.0.0.1",
            0,
            ssl=context(args.tls) if args.tls else None,
        )
        print(server.sockets[0].getsockname()[1], flush=True)
        # Gone as soon as the test is.
        await loop.run_in_executor(None, sys.stdin.read)

    asyncio.run(serve())


main()
