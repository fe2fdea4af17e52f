#!/usr/bin/env python3
"""Verifies the audit trail of Redress, or the rows of one case, with nothing but Python's standard library.

A second implementation, written from README.md in this folder: whoever does not trust the first can read this one.

    python3 verify_audit.py [--checkpoint FILE]... [--pubkey KEY]... [--json] FILE...

FILE is an SQLite database (opened read-only) or a bundle (JSON lines). Exit code: 0 intact, 1 altered, 2 nothing wrong but
no checkpoint from outside, 3 it could not be done. Of several files the worst counts.
"""

import argparse
import base64
import hashlib
import hmac
import json
import re
import sqlite3
import sys
import unicodedata
from urllib.parse import quote

ZEROS = bytes(32)


# --- Ed25519 (RFC 8032, section 5.1), verification only -------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def add_points(a, b):
    one = (a[1] - a[0]) * (b[1] - b[0]) % P
    two = (a[1] + a[0]) * (b[1] + b[0]) % P
    three = 2 * a[3] * b[3] * D % P
    four = 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar > 0:
        if scalar & 1:
            result = add_points(result, point)
        point = add_points(point, point)
        scalar >>= 1
    return result


def recover_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P)
    if square % P == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_1 % P
    if (x * x - square) % P != 0:
        return None
    return P - x if (x & 1) != sign else x


def decompress(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def is_signature(public, message, signature):
    if len(public) != 32 or len(signature) != 64:
        return False
    a, r = decompress(public), decompress(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    left, right = multiply(s, BASE), add_points(r, multiply(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- Signed notes and checkpoints ------------------------------------------------------------------------------------

KEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)")
SIGNATURE = re.compile("\u2014 ([^\\s+]+) ([A-Za-z0-9+/]+=*)")
CHECKPOINT = re.compile(
    r"(\S+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nat (\S+)\nafter (0|[1-9]\d{0,15})\n", re.ASCII
)
CHANGE = "redress: change of the audit trail\u2019s key"


class NotDone(Exception):
    pass


def read_key(text):
    """(name, id, 32 bytes, text), or None."""
    found = KEY.fullmatch(text.strip())
    if found is None:
        return None
    name, key_id, encoded = found.groups()
    data = base64.b64decode(encoded + "=" * (-len(encoded) % 4))
    said = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4].hex()
    if len(data) != 33 or data[0] != 1 or said != key_id:
        return None
    return name, key_id, data[1:], text.strip()


def read_note(note):
    """(text, [(name, id, signature)]), or None."""
    cut = note.rfind("\n\n")
    if cut < 0 or not note.endswith("\n"):
        return None
    signatures = []
    for line in note[cut + 2 : -1].split("\n"):
        found = SIGNATURE.fullmatch(line)
        if found is None:
            return None
        encoded = found.group(2)
        data = base64.b64decode(encoded + "=" * (-len(encoded) % 4))
        if len(data) != 68:
            return None
        signatures.append((found.group(1), data[:4].hex(), data[4:]))
    return note[: cut + 1], signatures


def is_signed_by(note, key):
    text, signatures = note
    for name, key_id, signature in signatures:
        if name == key[0] and key_id == key[1]:
            return is_signature(key[2], text.encode(), signature)
    return False


def signer_of(note_text, keys):
    note = read_note(note_text)
    return next((key for key in keys if note and is_signed_by(note, key)), None)


def read_checkpoint(note_text):
    note = read_note(note_text)
    found = CHECKPOINT.fullmatch(note[0]) if note else None
    if found is None:
        return None
    origin, size, root, at, after = found.groups()
    return {"origin": origin, "size": int(size), "root": base64.b64decode(root), "at": at, "after": int(after)}


def is_key_change(note_text, before, after):
    note = read_note(note_text)
    if note is None or not note[0].startswith(f"{CHANGE}\nfrom {before[3]}\nto {after[3]}\n"):
        return False
    return is_signed_by(note, before) and is_signed_by(note, after)


def trusted_keys(proven, trusted):
    """Those that count: all that the trail names, or what is known from outside and what follows from it."""
    if not trusted:
        return proven
    texts = [key[3] for key in trusted]
    start = next((n for n, key in enumerate(proven) if key[3] in texts), None)
    return trusted + ([] if start is None else proven[start + 1 :])


# --- The Merkle tree (RFC 9162, section 2.1) -------------------------------------------------------------------------


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


class Tree:
    def __init__(self):
        self.size, self.nodes = 0, []

    def add(self, row_hash):
        node, rest = sha(b"\0", row_hash), self.size
        while rest % 2 == 1:
            node, rest = sha(b"\1", self.nodes.pop(), node), rest // 2
        self.nodes.append(node)
        self.size += 1

    def root(self):
        if not self.nodes:
            return sha()
        node = self.nodes[-1]
        for left in reversed(self.nodes[:-1]):
            node = sha(b"\1", left, node)
        return node


def root_by_inclusion(row_hash, index, size, proof):
    if index < 0 or index >= size:
        return None
    node, at, last = sha(b"\0", row_hash), index, size - 1
    for sibling in proof:
        if last == 0:
            return None
        if at % 2 == 1 or at == last:
            node = sha(b"\1", sibling, node)
            while at % 2 == 0 and at != 0:
                at, last = at // 2, last // 2
        else:
            node = sha(b"\1", node, sibling)
        at, last = at // 2, last // 2
    return node if last == 0 else None


# --- Rows ------------------------------------------------------------------------------------------------------------

COLUMNS = ("actor", "at", "element", "onBehalfOf", "outcome", "role", "type")


def framed(text):
    data = text.encode("utf-8", "surrogatepass")
    return len(data).to_bytes(4, "big") + data


def leaf_of(row):
    return sha(b"\0", framed(row["body"]), row["commitment"])


def number(value):
    return (value % 2**64).to_bytes(8, "big")


def hash_of(row):
    return sha(
        b"\1v1",
        number(row["seq"]),
        framed(row["caseId"] or ""),
        number(row["caseSeq"] or 0),
        row["prev"],
        row["casePrev"],
        row["leaf"],
    )


def not_json(_):
    """Python reads NaN and Infinity, which are no JSON."""
    raise ValueError


def canonical(value, depth=0):
    """The one form in which bodies are written; ValueError when there is none."""
    if depth > 32:
        raise ValueError
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, int):
        if abs(value) > 2**53 - 1:
            raise ValueError
        return str(value)
    if isinstance(value, str):
        if any(0xD800 <= ord(sign) <= 0xDFFF for sign in value) or unicodedata.normalize("NFC", value) != value:
            raise ValueError
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(canonical(item, depth + 1) for item in value) + "]"
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{canonical(key)}:{canonical(value[key], depth + 1)}" for key in keys) + "}"
    raise ValueError


class Findings:
    def __init__(self):
        self.list = []

    def add(self, kind, seq, about="", until=None):
        self.list.append({"kind": kind, "seq": seq, **({"until": until} if until else {}), **({"about": about} if about else {})})


class Rows:
    """Checks rows one after another; after a fault it goes on from what the row says of itself."""

    def __init__(self, findings, is_whole):
        self.findings, self.is_whole = findings, is_whole
        self.seq, self.hash, self.cases = 0, ZEROS, {}

    def check(self, row):
        found, seq = self.findings.add, row["seq"]
        if self.is_whole:
            if seq < 1:
                found("link-broken", 1)
            elif seq != self.seq + 1:
                found("row-missing", self.seq + 1, until=seq - 1 if seq - 1 > self.seq + 1 else None)
            elif row["prev"] != self.hash:
                found("link-broken", seq)
        self.check_case(row)
        if leaf_of(row) != row["leaf"]:
            found("body-altered", seq)
        if hash_of(row) != row["hash"]:
            found("row-altered", seq)
        if seq >= 1:
            self.seq, self.hash = seq, row["hash"]
        if row["caseId"] is not None:
            self.cases[row["caseId"]] = (row["caseSeq"] or 0, row["hash"])
        return self.body_of(row)

    def check_case(self, row):
        found, seq, number = self.findings.add, row["seq"], row["caseSeq"]
        if row["caseId"] is None:
            if number is not None or row["casePrev"] != ZEROS:
                found("case-order-broken", seq)
            return
        last, before = self.cases.get(row["caseId"], (0, ZEROS))
        if number == last + 1:
            if row["casePrev"] != before:
                found("case-link-broken", seq)
        elif number is not None and number > last + 1:
            found("case-row-missing", seq)
        else:
            found("case-order-broken", seq)

    def body_of(self, row):
        try:
            body = json.loads(row["body"], parse_constant=not_json)
        except (ValueError, RecursionError):
            body = None
        body = body if isinstance(body, dict) else None
        try:
            is_canonical = body is not None and canonical(body) == row["body"]
        except ValueError:
            is_canonical = False
        if not is_canonical:
            self.findings.add("body-not-canonical", row["seq"])
        if body is None:
            return {}
        for column in COLUMNS:
            if body.get(column) != row[column]:
                self.findings.add("column-differs", row["seq"], column)
        data = body.get("data")
        return data if isinstance(data, dict) else {}


def check_payload(row, payload, findings):
    """`payload`: (salt, text), or None where there is none or it was erased."""
    if payload is None:
        return
    salt, text = as_bytes(payload[0]), as_text(payload[1]).encode("utf-8", "surrogatepass")
    if hmac.new(salt, text, hashlib.sha256).digest() != row["commitment"]:
        findings.add("payload-unknown" if row["commitment"] == ZEROS else "payload-altered", row["seq"])


# --- A database ------------------------------------------------------------------------------------------------------


def verify_database(file, witnesses, trusted):
    findings = Findings()
    try:
        db = sqlite3.connect(f"file:{quote(file)}?mode=ro", uri=True)
        db.text_factory = lambda data: data.decode("utf-8", "replace")
        db.execute("begin")
        head = db.execute("select seq, hash from audit_head where id = 1").fetchone()
        later = db.execute("select 1 from sqlite_master where name = 'audit_checkpoints'").fetchone()
    except sqlite3.Error as error:
        raise NotDone(f"{file}: {error}") from None
    keys = database_keys(db, trusted, findings) if later else trusted
    claims = database_checkpoints(db, keys, findings) if later else []
    for name, note in witnesses:
        checkpoint = read_checkpoint(note)
        if checkpoint is None or signer_of(note, keys) is None:
            findings.add(
                "checkpoint-altered" if checkpoint is None else "checkpoint-key-unknown",
                checkpoint["size"] if checkpoint else 0,
                name,
            )
        else:
            claims.append((checkpoint, True))

    rows, tree, roots = Rows(findings, True), Tree(), {}
    sizes = {checkpoint["size"] for checkpoint, _ in claims}
    counts = {}
    for row in database_rows(db):
        data = rows.check(row)
        payload = db.execute("select salt, payload from audit_payload where seq = ?", (row["seq"],)).fetchone()
        check_payload(row, payload, findings)
        check_facts(db, row, data, counts, bool(later), findings)
        tree.add(row["hash"])
        if tree.size in sizes:
            roots[tree.size] = tree.root()
    check_head(head, rows, findings)
    for (seq,) in db.execute("select seq from audit_payload where seq not in (select seq from audit)"):
        findings.add("payload-unknown", seq)
    good = check_claims(claims, roots, rows.seq, findings)
    is_witnessed = any(outside and checkpoint["size"] <= good for checkpoint, outside in claims)
    return report(tree.size, findings, is_witnessed)


TEXTS = ("at", "actor", "role", "type", "body")
NULLABLE = ("caseId", "onBehalfOf", "element", "outcome")
HASHES = ("commitment", "prev", "casePrev", "leaf", "hash")


def as_text(value):
    """SQLite keeps in a column whatever it is given."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def as_bytes(value):
    return value if isinstance(value, bytes) else json.dumps([value]).encode()


def database_rows(db):
    names = ("seq", "caseId", "caseSeq", "at", "actor", "role", "onBehalfOf", "type", "element", "outcome", "body")
    for values in db.execute(
        "select seq, case_id, case_seq, at, actor, role, on_behalf_of, type, element, outcome, body, "
        "commitment, prev, case_prev, leaf, hash from audit order by seq"
    ):
        row = dict(zip(names + HASHES, values))
        row.update({name: as_text(row[name]) for name in TEXTS})
        row.update({name: row[name] if isinstance(row[name], str) else None for name in NULLABLE})
        row.update({name: as_bytes(row[name]) for name in HASHES})
        # 0, which no row has, for what is no number.
        row["caseSeq"] = row["caseSeq"] if isinstance(row["caseSeq"], (int, type(None))) else 0
        yield row


def database_keys(db, trusted, findings):
    proven = []
    for seq, text in db.execute("select seq, verifier from audit_keys order by seq").fetchall():
        key = read_key(text)
        kind, body = db.execute("select type, body from audit where seq = ?", (seq,)).fetchone() or ("", "{}")
        try:
            data = json.loads(body).get("data", {})
        except ValueError:
            data = {}
        is_said = key is not None and data.get("key") == key[3]
        if is_said and not proven:
            is_said = kind == "audit-key-introduced"
        elif is_said:
            is_said = kind == "audit-key-changed" and is_key_change(str(data.get("note")), proven[-1], key)
        if is_said:
            proven.append(key)
        else:
            findings.add("key-unproven", seq)
    return trusted_keys(proven, trusted)


def database_checkpoints(db, keys, findings):
    claims, before = [], 0
    for size, root, note, key_id, at in db.execute(
        "select size, root, note, key_id, at from audit_checkpoints order by size"
    ).fetchall():
        checkpoint, read = read_checkpoint(note), read_note(note)
        signer = signer_of(note, keys)
        is_whole = (
            checkpoint is not None
            and (checkpoint["size"], checkpoint["root"], checkpoint["at"]) == (size, root, at)
            and any(signed == key_id for _, signed, _ in read[1])
            and (all(key[1] != key_id for key in keys) or (signer is not None and signer[1] == key_id))
        )
        if not is_whole:
            findings.add("checkpoint-altered", size)
        elif signer is None:
            findings.add("checkpoint-key-unknown", size)
        else:
            if checkpoint["after"] != before:
                low, high = sorted((before, checkpoint["after"]))
                findings.add("checkpoint-missing", low + 1, until=high)
            claims.append((checkpoint, False))
        before = size
    return claims


def check_facts(db, row, data, counts, has_seals, findings):
    if row["caseId"] is None or not isinstance(data.get("stimuli"), list):
        return
    before = counts.get(row["caseId"], 0)
    facts = data.get("facts") if isinstance(data.get("facts"), list) else []
    for index, said in enumerate(facts):
        n = said.get("n", before + index + 1)
        about = f"{row['caseId']}/{n}"
        salt = "salt" if has_seals else "null"
        stored = db.execute(
            f"select type, on_day, data, recorded_at, recorded_by, role, erased_at, {salt} from facts where case_id = ? and n = ?",
            (row["caseId"], n),
        ).fetchone()
        if stored is None:
            findings.add("fact-missing", row["seq"], about)
            continue
        kind, on_day, text, recorded_at, recorded_by, role, erased_at, salt = stored
        is_same = (kind, on_day, recorded_at, recorded_by, role) == (
            said.get("type"),
            said.get("on"),
            row["at"],
            row["actor"],
            row["role"],
        )
        if is_same and erased_at is not None:
            is_same = text == "{}"
        elif is_same and "seal" in said:
            sealed = [row["caseId"], n, kind, on_day, text, recorded_at, recorded_by, role]
            written = json.dumps(sealed, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
            is_same = salt is not None and hmac.new(salt, written, hashlib.sha256).hexdigest() == said["seal"]
        if not is_same:
            findings.add("fact-altered", row["seq"], about)
    counts[row["caseId"]] = before + len(facts)


def check_head(head, rows, findings):
    if head is not None and (head[0], head[1]) == (rows.seq, rows.hash):
        return
    if head is not None and isinstance(head[0], int) and head[0] > rows.seq:
        findings.add("rows-cut-off", rows.seq + 1, until=head[0])
    else:
        findings.add("head-differs", rows.seq)


def check_claims(claims, roots, last, findings):
    in_order = sorted(claims, key=lambda claim: claim[0]["size"])

    def is_true(checkpoint):
        size = checkpoint["size"]
        return roots.get(size, sha() if size == 0 else None) == checkpoint["root"]

    # Somebody outside holds one thing, and the database, well signed, another: then only those outside count.
    parted = [c["size"] for c, outside in in_order if outside and c["size"] <= last and not is_true(c)]
    is_forked = any(not outside and parted[0] <= c["size"] <= last and is_true(c) for c, outside in in_order if parted)
    good, is_cut, is_rewritten = 0, False, False
    for checkpoint, outside in in_order:
        size = checkpoint["size"]
        if size > last:
            if not is_cut:
                findings.add("rows-cut-off", last + 1, until=size)
            is_cut = True
        elif is_rewritten or (is_forked and not outside):
            continue
        elif is_true(checkpoint):
            good = size
        else:
            findings.add("signed-twice" if is_forked else "history-rewritten", good + 1, until=size)
            is_rewritten = True
    return good


# --- A bundle --------------------------------------------------------------------------------------------------------


def verify_bundle(file, trusted):
    findings = Findings()
    try:
        with open(file, encoding="utf-8") as lines:
            said = [json.loads(line) for line in lines if line.strip()]
    except (OSError, ValueError) as error:
        raise NotDone(f"{file}: {error}") from None
    manifest = said[0] if said else {}
    if manifest.get("kind") != "manifest" or manifest.get("format") != "redress-audit-bundle-1":
        raise NotDone(f"{file}: it does not begin with the manifest of a bundle")
    keys = bundle_keys(manifest, trusted, findings)
    rows, signed, count, proven = Rows(findings, False), None, 0, 0
    for each in said[1:]:
        if each["kind"] == "checkpoint":
            checkpoint = read_checkpoint(each["note"])
            if checkpoint is not None and signer_of(each["note"], keys) is not None:
                signed = checkpoint
            else:
                kind = "checkpoint-altered" if checkpoint is None else "checkpoint-key-unknown"
                findings.add(kind, checkpoint["size"] if checkpoint else 0)
            continue
        row = {name: each.get(name) for name in ("seq", "caseId", "caseSeq", "body", *COLUMNS)}
        for name in ("commitment", "prev", "casePrev", "leaf", "hash"):
            row[name] = bytes.fromhex(each[name])
        count += 1
        rows.check(row)
        if row["caseId"] != manifest["caseId"]:
            findings.add("manifest-differs", row["seq"])
        payload = each.get("payload")
        check_payload(row, payload and (bytes.fromhex(payload["salt"]), payload["text"]), findings)
        if signed is None or ("proof" not in each and row["seq"] > signed["size"]):
            continue
        proof = [bytes.fromhex(node) for node in each.get("proof", [])]
        if root_by_inclusion(row["hash"], row["seq"] - 1, signed["size"], proof) == signed["root"]:
            proven += 1
        else:
            findings.add("proof-wrong", row["seq"])
    if manifest["rows"] != count:
        findings.add("manifest-differs", rows.seq)
    return report(count, findings, bool(trusted) and signed is not None and 0 < count == proven)


def bundle_keys(manifest, trusted, findings):
    proven, before = [], None
    named = [read_key(text) for text in manifest.get("keys", [])]
    if any(key is None for key in named):
        findings.add("key-unproven", 0)
        return trusted
    for n, key in enumerate(named):
        if n == 0 or is_key_change(manifest["changes"][n - 1], before, key):
            proven.append(key)
        before = key
    return trusted_keys(proven, trusted)


def report(rows, findings, is_witnessed):
    verdict = "tampered" if findings.list else "intact" if is_witnessed else "incomplete"
    return {"verdict": verdict, "rows": rows, "findings": findings.list}


# --- The command -----------------------------------------------------------------------------------------------------


def read_text(file):
    try:
        with open(file, encoding="utf-8") as opened:
            return opened.read()
    except OSError as error:
        raise NotDone(f"{file}: {error.strerror}") from None


def key_given(text):
    key = read_key(text) or read_key(read_text(text))
    if key is None:
        raise NotDone(f"{text}: not a public key")
    return key


def is_database(file):
    try:
        with open(file, "rb") as opened:
            return opened.read(16) == b"SQLite format 3\0"
    except OSError as error:
        raise NotDone(f"{file}: {error.strerror}") from None


def main():
    parser = argparse.ArgumentParser(description="Verifies the audit trail of Redress, or the rows of one case.")
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--checkpoint", action="append", default=[], metavar="FILE")
    parser.add_argument("--pubkey", action="append", default=[], metavar="KEY")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    worst = 0
    try:
        trusted = [key_given(text) for text in asked.pubkey]
        witnesses = [(file, read_text(file).replace("\r\n", "\n").strip() + "\n") for file in asked.checkpoint]
        for file in asked.files:
            found = verify_database(file, witnesses, trusted) if is_database(file) else verify_bundle(file, trusted)
            worst = max(worst, {"intact": 0, "incomplete": 1, "tampered": 2}[found["verdict"]])
            if asked.json:
                print(json.dumps({"file": file, **found}))
                continue
            print(f"{file}: {found['verdict']}, {found['rows']} rows")
            for each in found["findings"]:
                until = f"-{each['until']}" if "until" in each else ""
                print(f"  {each['seq']}{until}: {each['kind']} {each.get('about', '')}".rstrip())
    except NotDone as error:
        print(error, file=sys.stderr)
        return 3
    return (0, 2, 1)[worst]


if __name__ == "__main__":
    sys.exit(main())
