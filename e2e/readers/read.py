"""Asks other people's readers, written in Python, what they understand of our files.

feedparser reads feeds, extruct reads JSON-LD out of pages, NewsMLG2 reads NewsML-G2. The answer is JSON on the standard
output; whoever asks compares it with what was meant.
"""

import json
import logging
import sys

logging.disable(logging.CRITICAL)


def feed(path):
    """What feedparser understands of a feed; `bozo` says why it is not well-formed."""
    import feedparser

    with open(path, "rb") as file:
        read = feedparser.parse(file.read())
    entries = [
        {
            "id": entry.get("id"),
            "title": entry.get("title"),
            "link": entry.get("link"),
            "published": list(entry.get("published_parsed") or ()),
            "updated": list(entry.get("updated_parsed") or ()),
            "authors": [author.get("name") for author in entry.get("authors", [])],
            "tags": [tag.get("term") for tag in entry.get("tags", [])],
            "content": [content.get("value") for content in entry.get("content", [])],
            "summary": entry.get("summary"),
            "credit": [credit.get("content") for credit in entry.get("media_credit", [])],
            "enclosures": [
                {"href": it.get("href"), "length": it.get("length"), "type": it.get("type")}
                for it in entry.get("enclosures", [])
            ],
        }
        for entry in read.entries
    ]
    return {
        "bozo": str(read.get("bozo_exception", "")) if read.bozo else "",
        "version": read.version,
        "title": read.feed.get("title"),
        "link": read.feed.get("link"),
        "language": read.feed.get("language"),
        "entries": entries,
    }


def page(path):
    """The JSON-LD that extruct finds in a page."""
    import extruct

    with open(path, encoding="utf-8") as file:
        return extruct.extract(file.read(), syntaxes=["json-ld"])["json-ld"]


def newsml(path):
    """The elements of a news item before and after NewsMLG2 has read and written it: what it does not know is gone, and
    what stood in the wrong order has moved. The text itself, which is XHTML, is not its business."""
    import NewsMLG2
    from lxml import etree

    document = NewsMLG2.NewsMLG2Document(path)
    again = etree.fromstring(document.to_xml_string().encode())
    return {
        "before": outline(etree.parse(path).getroot()),
        "after": outline(again),
        "guid": document.get_item().guid,
    }


def outline(element, path=""):
    """Every element with its attributes and text, in order."""
    from lxml import etree

    if not isinstance(element.tag, str):
        return []
    name = etree.QName(element).localname
    path = f"{path}/{name}"
    attributes = {etree.QName(key).localname: value for key, value in sorted(element.attrib.items())}
    lines = [[path, attributes, (element.text or "").strip()]]
    if name == "inlineXML":
        return lines
    for child in element:
        lines.extend(outline(child, path))
    return lines


READERS = {"feed": feed, "page": page, "newsml": newsml}

if __name__ == "__main__":
    kind, path = sys.argv[1:]
    json.dump(READERS[kind](path), sys.stdout)
