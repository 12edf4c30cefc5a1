//! What a test needs to stand before it begins: an article that is published, a post that waits below it.

use masthead_core::articles::{
    self, ArticleError, Content, Filing, NewArticle, Publish, SectionForm, Significance,
};
use masthead_core::kernel::{ArticleId, Lang, PostId, SectionId};
use masthead_core::posts::{self, Submit};
use masthead_core::screening;
use masthead_text::from_markdown;

use crate::TestSite;
use crate::cast::{Cast, ELIF};

impl TestSite {
    /// A published German article with this headline, in a section of that name; gives its address too.
    pub async fn article(&self, headline: &str) -> PublishedArticle {
        screening::sow_grounds(&self.app)
            .await
            .expect("the catalogue is sown");
        let editor = self.person(&ELIF).await;
        let slug = masthead_text::slug(headline, 60);
        let section = self.section(&slug, headline).await;
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

    /// The section with this address, made if there is none.
    async fn section(&self, slug: &str, name: &str) -> SectionId {
        let editor = self.person(&ELIF).await;
        let form = SectionForm {
            slug: slug.to_owned(),
            names: vec![(Lang::De, name.to_owned()), (Lang::En, name.to_owned())],
            ..SectionForm::default()
        };
        match articles::create_section(&self.app, &editor, &form).await {
            Ok(section) => section,
            Err(ArticleError::SlugTaken(_)) => {
                let all = articles::all_sections(&self.app, Lang::De).await;
                let mut all = all.expect("the sections can be read").into_iter();
                all.find(|it| it.path == slug)
                    .expect("it was taken by one at the top")
                    .id
            }
            Err(error) => panic!("the section cannot be made: {error}"),
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
