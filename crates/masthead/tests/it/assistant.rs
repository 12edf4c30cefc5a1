//! The assistant at the console: lines in, lines out, bad ones named, a state that is kept.

use crate::machine::Machine;

/// Posts made up here: those that call somebody a name are refused.
fn decisions(many: usize) -> String {
    let line = |at: usize| {
        let (word, label) = if at.is_multiple_of(3) {
            ("schwachkopf", 1)
        } else {
            ("straßenbahn", 0)
        };
        format!(
            "{{\"id\":{at},\"text\":\"{word} {at} im gemeinderat\",\"label\":{label},\"labels\":{{\"insult\":{label}}}}}\n"
        )
    };
    (0..many).map(line).collect()
}

fn evaluate(options: &[&str], input: &str) -> crate::machine::Said {
    let machine = Machine::sqlite();
    machine.run_with(
        &[&["assistant", "evaluate"], options, &["-"]].concat(),
        input,
    )
}

#[test]
fn each_line_is_predicted_before_it_is_learned() {
    let said = evaluate(&[], &decisions(120)).well();
    let lines: Vec<serde_json::Value> = said
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("it is JSON"))
        .collect();
    assert_eq!(lines.len(), 120);
    assert_eq!(
        (&lines[7]["id"], &lines[7]["label"]),
        (&7.into(), &0.into())
    );
    let probability = |at: usize| lines[at]["probability"].as_f64().expect("it is a number");
    assert!(probability(117) > 0.7 && probability(118) < 0.3);
    assert!(lines[117]["labels"]["insult"].as_f64() > lines[118]["labels"]["insult"].as_f64());
}

#[test]
fn after_the_given_line_nothing_is_learned() {
    let log = decisions(60);
    let undecided = "{\"id\":\"x\",\"text\":\"ein schwachkopf\"}\n{\"id\":\"x\",\"text\":\"ein schwachkopf\",\"label\":null}\n";
    let out = evaluate(
        &["--predict-after", "60"],
        &format!("{log}{undecided}{log}{undecided}"),
    )
    .well()
    .out;
    let asked: Vec<&str> = out
        .lines()
        .filter(|line| line.contains("\"id\":\"x\""))
        .collect();
    assert_eq!(asked.len(), 4);
    assert!(asked.iter().all(|line| *line == asked[0]), "{asked:?}");
}

#[test]
fn bad_lines_are_named_and_passed_over() {
    let input = "{\"text\":\"a\u{2028}b\",\"label\":1}\r\n\nno json\n{\"id\":[],\"text\":\"a\"}\n{\"text\":5}\n{\"text\":\"a\",\"label\":2}\n{\"text\":\"b\"}";
    let said = evaluate(&[], input)
        .with(2)
        .saying("line 3: it is no JSON")
        .saying("line 4: its `id`");
    let said = said
        .saying("line 5: it has no `text`")
        .saying("line 6: its `label`");
    assert_eq!(said.out.lines().count(), 2);
    evaluate(&[], "").well();
    let long = format!(
        "{{\"text\":\"{}\"}}\n{{\"text\":\"b\"}}\n",
        "a".repeat(5_000_000)
    );
    let said = evaluate(&[], &long).with(2).saying("line 1: it is longer");
    assert_eq!(said.out.lines().count(), 1);
}

#[test]
fn a_state_is_kept_and_begun_with_and_refused_when_damaged() {
    let machine = Machine::sqlite();
    let file = machine.beside("state");
    let name = file.to_str().expect("a plain name");
    let (first, second) = (decisions(40), decisions(80));
    let second = &second[first.len()..];
    let in_two = ["assistant", "evaluate", "--snapshot", name, "-"];
    let one = machine.run_with(&in_two, &first).well().out;
    let two = machine.run_with(&in_two, second).well().out;
    assert_eq!(one + &two, evaluate(&[], &decisions(80)).well().out);
    let mut bytes = std::fs::read(&file).expect("it was kept");
    bytes[100] ^= 1;
    std::fs::write(&file, bytes).expect("it is ours");
    machine
        .run_with(&in_two, second)
        .with(1)
        .saying("damaged")
        .saying("relearn");
}

#[test]
fn an_explanation_has_spans_and_parts_that_add_up() {
    let out = evaluate(&["--explain"], &decisions(200)).well().out;
    let line = out.lines().nth(198).expect("it is there");
    let line: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
    assert_eq!(line["spans"][0], serde_json::json!([0, 11]));
    let number = |value: &serde_json::Value| value.as_f64().expect("it is a number");
    let words: f64 = line["words"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|word| number(&word[2]))
        .sum();
    let context: f64 = line["context"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| number(&one["part"]))
        .sum();
    let sum = words + context + number(&line["shape"]) + number(&line["constant"]);
    assert!((sum - number(&line["margin"])).abs() < 1e-4);
}

#[test]
fn a_report_has_every_figure() {
    let said = evaluate(&["--report"], &decisions(700)).well();
    for figure in [
        "AUC",
        "AUC after 100",
        "accuracy",
        "calibration error",
        "green lane at 3 %",
        "top 20 % recall",
    ] {
        assert!(said.out.contains(figure), "{figure}: {}", said.out);
    }
}

#[test]
fn what_was_written_before_is_listed() {
    let machine = Machine::sqlite();
    let text = "Die Straßenbahn kommt seit drei Wochen jeden Morgen zu spät.";
    let input = format!(
        "{{\"id\":1,\"text\":\"{text}\"}}\n{{\"id\":2,\"text\":\"Etwas ganz anderes steht hier.\"}}\n{{\"id\":3,\"text\":\"{text} Schade!\"}}\n{{\"a\":\"{text}\",\"b\":\"{text}\",\"near\":1}}\n"
    );
    let said = machine
        .run_with(&["assistant", "similar", "-"], &input)
        .well();
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].contains("\"id\":3") && lines[0].contains("\"like\":1"));
    assert!(lines[1].contains("\"alike\":1") && lines[1].contains("\"same\":1"));
}
