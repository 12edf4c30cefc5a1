//! What a test needs to stand before it begins: an article that is published, a post that waits below it.

use masthead_core::articles::{
    self, Content, Filing, NewArticle, Publish, SectionForm, Significance,
};
use masthead_core::kernel::{ArticleId, Lang, PostId};
use masthead_core::posts::{self, Submit};
use masthead_core::screening;
use masthead_text::from_markdown;

use crate::TestSite;
use crate::cast::{Cast, ELIF};

impl TestSite {
    /// A published German article with this headline, in a section of its own; gives its address too.
    pub async fn article(&self, headline: &str) -> PublishedArticle {
        screening::sow_grounds(&self.app)
            .await
            .expect("the catalogue is sown");
        let editor = self.person(&ELIF).await;
        let slug = masthead_text::slug(headline, 60);
        let form = SectionForm {
            slug: slug.clone(),
            names: vec![
                (Lang::De, headline.to_owned()),
                (Lang::En, headline.to_owned()),
            ],
            ..SectionForm::default()
        };
        let section = articles::create_section(&self.app, &editor, &form)
            .await
            .expect("the section is new");
        let content = Content {
            kicker: "Gemeinderat".to_owned(),
            headline: headline.to_owned(),
            lede: "Was beschlossen wurde.".to_owned(),
            place: "Ebersau".to_owned(),
            lead: None,
            body: from_markdown("Ein Absatz.\n\nNoch einer.").document,
        };
        let filing = Filing {
            section,
            authors: vec![],
            topics: vec![],
        };
        let request = NewArticle {
            lang: Lang::De,
            slug: None,
            filing,
            content,
        };
        let drafted = articles::create_draft(&self.app, &editor, &request)
            .await
            .expect("a draft can be begun");
        let publish = Publish {
            edition: drafted.edition,
            revision: drafted.revision,
            significance: Significance::Update,
        };
        articles::publish(&self.app, &editor, &publish)
            .await
            .expect("it can be published");
        let path = format!("/{slug}/{slug}-{}", drafted.article.short());
        PublishedArticle {
            id: drafted.article,
            path,
        }
    }

    /// A post that somebody hands in below an article.
    pub async fn post(&self, who: &Cast, article: &PublishedArticle, text: &str) -> PostId {
        let who = self.person(who).await;
        let request = Submit {
            article: article.id,
            parent: None,
            text: text.to_owned(),
            lang: Lang::De,
            key: self.app.ids.secret(),
        };
        posts::submit(&self.app, &who, &request)
            .await
            .expect("the post is taken")
            .post
    }
}

/// An article that readers see.
#[derive(Clone, Debug)]
pub struct PublishedArticle {
    /// Which.
    pub id: ArticleId,
    /// Its address without language and host.
    pub path: String,
}
