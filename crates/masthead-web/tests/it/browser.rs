//! A browser without a window: keeps cookies, fills forms as they stand on the page, goes where it is sent.

use axum::body::Body;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, Request, StatusCode};
use masthead_testkit::TestSite;
use masthead_testkit::cast::Cast;
use masthead_web::Site;
use masthead_web::front_door::FrontDoor;
use masthead_web::proxies::Proxies;
use masthead_web::rates::Rates;

/// Opens the web of a test's site. Every browser of the test goes through the same door.
pub(crate) fn open(site: &TestSite) -> FrontDoor {
    FrontDoor::new(Site::new(
        site.app.clone(),
        Rates::default(),
        Proxies::default(),
    ))
}

/// Somebody's browser.
pub(crate) struct Browser {
    door: FrontDoor,
    cookie: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    /// A stranger's browser.
    pub(crate) fn at(door: &FrontDoor) -> Self {
        Self {
            door: door.clone(),
            cookie: None,
        }
    }

    /// The browser of somebody of the cast, signed in.
    pub(crate) async fn of(site: &TestSite, door: &FrontDoor, who: &Cast) -> Self {
        let signed_in = site.sign_in(who).await;
        Self {
            door: door.clone(),
            cookie: Some(format!("session={}", signed_in.secret)),
        }
    }

    /// Asks for a page.
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Method::GET, path, None).await
    }

    /// Sends a form with the token that the page `from` carries, and does not follow where it leads.
    pub(crate) async fn post_from(
        &mut self,
        from: &Page,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let token = from.value("token");
        let mut all = vec![("token", token.as_str())];
        all.extend_from_slice(fields);
        self.post(path, &all).await
    }

    /// Asks for the page `from`, sends a form from there, and follows where it leads.
    pub(crate) async fn fill(&mut self, from: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.get(from).await;
        let answer = self.post_from(&page, path, fields).await;
        self.follow(answer).await
    }

    /// Sends exactly these fields.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_html_form::to_string(fields).expect("fields are a form");
        self.send(Method::POST, path, Some(body)).await
    }

    /// Sends a form with a file in it, under the name `picture`.
    pub(crate) async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        file: &[u8],
    ) -> Page {
        const EDGE: &str = "edge-of-a-part";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(format!("{head}{value}\r\n").as_bytes());
        }
        let head = format!(
            "--{EDGE}\r\ncontent-disposition: form-data; name=\"picture\"; filename=\"../../x.php\"\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        self.send_as(Method::POST, path, Some((kind, body.into())))
            .await
    }

    /// Goes where an answer leads, if it leads anywhere.
    pub(crate) async fn follow(&mut self, answer: Page) -> Page {
        if answer.status != StatusCode::SEE_OTHER {
            return answer;
        }
        let to = answer.headers[header::LOCATION]
            .to_str()
            .expect("an address")
            .to_owned();
        self.get(&to).await
    }

    async fn send(&mut self, method: Method, path: &str, form: Option<String>) -> Page {
        let kind = "application/x-www-form-urlencoded".to_owned();
        let form = form.map(|form| (kind, Body::from(form)));
        self.send_as(method, path, form).await
    }

    async fn send_as(&mut self, method: Method, path: &str, form: Option<(String, Body)>) -> Page {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT, "text/html");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some((kind, _)) = &form {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request
            .body(form.map_or(Body::empty(), |(_, body)| body))
            .expect("a request");
        let (head, body) = self.door.answer(request).await.into_parts();
        self.keep_cookie(&head.headers);
        let body = axum::body::to_bytes(body, usize::MAX)
            .await
            .expect("a body");
        Page {
            status: head.status,
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        }
    }

    fn keep_cookie(&mut self, headers: &HeaderMap) {
        let set = headers
            .get(header::SET_COOKIE)
            .and_then(|it: &HeaderValue| it.to_str().ok());
        let Some(pair) = set.and_then(|it| it.split(';').next()) else {
            return;
        };
        let is_gone = pair.ends_with('=');
        self.cookie = (!is_gone).then(|| pair.to_owned());
    }
}

impl Page {
    /// Whether the page says this (as it stands in the HTML).
    pub(crate) fn says(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// Fails with the whole page when it does not say this.
    #[track_caller]
    pub(crate) fn must_say(&self, text: &str) -> &Self {
        assert!(
            self.says(text),
            "“{text}” is not on the page ({}):\n{}",
            self.status,
            self.body
        );
        self
    }

    /// Fails with the whole page when its status is another.
    #[track_caller]
    pub(crate) fn must_be(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "\n{}", self.body);
        self
    }

    /// Where the answer leads.
    #[track_caller]
    pub(crate) fn leads_to(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|it| it.to_str().ok())
            .unwrap_or_else(|| panic!("leads nowhere: {self:?}"))
    }

    /// The value of the first input of that name.
    #[track_caller]
    pub(crate) fn value(&self, name: &str) -> String {
        let input = self
            .body
            .find(&format!("name=\"{name}\""))
            .unwrap_or_else(|| panic!("no input {name}:\n{}", self.body));
        let rest = &self.body[input..];
        let start = rest.find("value=\"").expect("the input has a value") + 7;
        let end = rest[start..].find('"').expect("the value ends");
        rest[start..start + end].to_owned()
    }
}
