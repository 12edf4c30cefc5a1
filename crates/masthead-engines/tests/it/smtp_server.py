"""A real SMTP server that keeps what it takes and refuses on request.

Prints its port, then one line for each letter it has kept. The part of the recipient before the @
says how it behaves: busy -> 451, gone -> 550. A letter that says SPAM in its text gets 554.
"""

import argparse
import asyncio
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult

options = argparse.ArgumentParser()
options.add_argument("folder", type=pathlib.Path)
options.add_argument("--password")
options.add_argument("--starttls", nargs=2)
options.add_argument("--tls", nargs=2)
options = options.parse_args()


class Letters:
    kept = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        local = address.split("@")[0]
        if local == "busy":
            return "451 4.3.0 come back later"
        if local == "gone":
            return "550 5.1.1 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if b"SPAM" in envelope.content:
            return "554 5.7.1 refused for its content"
        self.kept += 1
        name = f"{self.kept}.eml"
        head = f"{envelope.mail_from} -> {','.join(envelope.rcpt_tos)}\n".encode()
        (options.folder / name).write_bytes(head + envelope.content)
        print(name, flush=True)
        return f"250 2.0.0 kept as {name}"


def sign_in(server, session, envelope, mechanism, data):
    right = (data.login, data.password) == (b"masthead", options.password.encode())
    return AuthResult(success=right, handled=False)


def context(pair):
    if not pair:
        return None
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(*pair)
    return made


async def main():
    letters = Letters()
    starttls, implicit = context(options.starttls), context(options.tls)
    protocol = lambda: SMTP(
        letters,
        hostname="mail.test",
        tls_context=starttls,
        require_starttls=bool(starttls),
        auth_required=bool(options.password),
        auth_require_tls=False,
        authenticator=sign_in if options.password else None,
    )
    loop = asyncio.get_running_loop()
    server = await loop.create_server(protocol, "127.0.0.1", 0, ssl=implicit)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
