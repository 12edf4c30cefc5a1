//! A sentence as SSML 1.1, written by a serializer: whatever the words are, they stay words.

use masthead_text::Lang;
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};

use super::{Said, one_line};

/// The sentence for one voice.
pub(super) fn ssml(said: &Said<'_>) -> Vec<u8> {
    let mut out = Writer::new(Vec::new());
    let mut speak = BytesStart::new("speak");
    speak.push_attribute(("version", "1.0"));
    speak.push_attribute(("xmlns", "http://www.w3.org/2001/10/synthesis"));
    speak.push_attribute(("xml:lang", language(said)));
    let mut voice = BytesStart::new("voice");
    voice.push_attribute(("name", said.voice));
    let text = one_line(said.text);
    let events = [
        Event::Start(speak),
        Event::Start(voice),
        Event::Text(BytesText::new(&text)),
        Event::End(BytesEnd::new("voice")),
        Event::End(BytesEnd::new("speak")),
    ];
    for event in events {
        out.write_event(event).expect("a Vec takes everything");
    }
    out.into_inner()
}

/// The language with the region that the voice's name begins with, `de-AT-IngridNeural`; else the usual one.
fn language<'a>(said: &Said<'a>) -> &'a str {
    let tag = said.lang.tag();
    let of_voice = said
        .voice
        .get(..5)
        .filter(|it| it.starts_with(tag) && it.as_bytes()[2] == b'-');
    of_voice.unwrap_or(match said.lang {
        Lang::De => "de-DE",
        Lang::En => "en-GB",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        let said = Said {
            text: "Tom & Jerry </voice><audio src=\"x\"/>\0\n]]>",
            lang: Lang::De,
            voice: "de-AT-Ingrid\"Neural",
            before: "",
            behind: "",
        };
        assert_eq!(
            String::from_utf8_lossy(&ssml(&said)),
            "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"de-AT\">\
             <voice name=\"de-AT-Ingrid&quot;Neural\">Tom &amp; Jerry &lt;/voice&gt;&lt;audio src=&quot;x&quot;/&gt; ]]&gt;\
             </voice></speak>"
        );
    }
}
