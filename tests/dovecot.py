"""A mail server of the test's own: Dovecot from the distribution, on a loopback port, with one mailbox
in a folder that is gone afterwards."""

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER, PASSWORD = "post@example.org", "not@real"

CONFIGURATION = """
base_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {login}
default_internal_group = {group}
default_login_user = {login}
mail_location = maildir:{home}/mail
first_valid_uid = 1
first_valid_gid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={home}/mail
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


class Server:
    """The server, and what a test does with it: mail is put into its mailbox, it goes down, it comes
    back."""

    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port = home, port
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        user, password = USER.replace("@", "%40"), PASSWORD.replace("@", "%40")
        return f"imap://{user}:{password}@127.0.0.1:{self.port}/INBOX"

    def start(self) -> None:
        self.process = subprocess.Popen(
            ["dovecot", "-F", "-c", str(self.home / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                assert self.process.poll() is None, (self.home / "log").read_text()
                assert time.monotonic() < deadline, "Dovecot does not answer"
                time.sleep(0.05)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)
            self.process = None

    def put(self, raw: bytes, folder: str = "INBOX") -> None:
        """A mail arrives."""
        with self._box() as box:
            status, said = box.append(folder, None, None, raw)
            assert status == "OK", said

    def flags(self) -> list[bytes]:
        """What every mail in the mailbox is marked with."""
        with self._box() as box:
            box.select("INBOX", readonly=True)
            return box.fetch("1:*", "(FLAGS)")[1]

    @contextmanager
    def _box(self) -> Iterator[imaplib.IMAP4]:
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        try:
            box.login(USER, PASSWORD)
            yield box
        finally:
            box.logout()


@contextmanager
def dovecot() -> Iterator[Server]:
    """Started, and stopped again. As root it runs as those whom the package made for it."""
    root = os.geteuid() == 0
    login = "dovenull" if root else pwd.getpwuid(os.geteuid()).pw_name
    owner = pwd.getpwnam("dovecot" if root else login)
    home = Path(tempfile.mkdtemp(prefix="dovecot-"))
    try:
        home.chmod(0o755)
        mail = home / "mail"
        mail.mkdir()
        os.chown(mail, owner.pw_uid, owner.pw_gid)
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        (home / "dovecot.conf").write_text(
            CONFIGURATION.format(
                home=home,
                login=owner.pw_name,
                group=owner.pw_gid if not root else "dovecot",
                owner=owner.pw_uid,
                password=PASSWORD,
                port=port,
            )
        )
        server = Server(home, port)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(home)
