//! Pressing as a person does: what is there, once it can be pressed.

use fantoccini::Locator;
use fantoccini::error::{CmdError, ErrorStatus};

use crate::driver::{PATIENCE, Window, quoted};

impl Window {
    /// Presses the element of this test id.
    pub(crate) async fn click(&self, testid: &str) {
        let css = format!("[data-testid=\"{testid}\"]");
        self.press_at(Locator::Css(&css), testid).await;
    }

    /// Presses what is found here as soon as it takes a press: a person, too, presses once more what
    /// was just being drawn anew or lay under a message.
    pub(crate) async fn press_at(&self, place: Locator<'_>, name: &str) {
        let mut last = None;
        let pressed = tokio::time::timeout(PATIENCE, async {
            loop {
                match self.press_once(place).await {
                    Ok(()) => break,
                    Err(error) if may_pass(&error) => last = Some(error),
                    Err(error) => panic!("{name}: {error:?}\n{}", self.text().await),
                }
                self.frame().await;
            }
        });
        if pressed.await.is_err() {
            panic!("{name} could not be pressed: {last:?}\n{}", self.text().await);
        }
    }

    async fn press_once(&self, place: Locator<'_>) -> Result<(), CmdError> {
        self.client.wait().at_most(PATIENCE).for_element(place).await?.click().await
    }

    /// Waits until the page has drawn once more.
    async fn frame(&self) {
        let script = "requestAnimationFrame(arguments[arguments.length - 1])";
        self.client.execute_async(script, Vec::new()).await.expect("the page draws");
    }

    /// Types into the element of this test id.
    pub(crate) async fn type_into(&self, testid: &str, text: &str) {
        self.find(testid)
            .await
            .send_keys(text)
            .await
            .unwrap_or_else(|error| panic!("{testid}: {error}"));
    }

    /// Presses what carries these words, once it can be pressed.
    pub(crate) async fn press(&self, words: &str) {
        let path = format!(
            "//*[self::button or self::a or self::label or @role='radio' or @role='tab' or @role='menuitem'][not(@disabled)][normalize-space(.)={0} or @aria-label={0} or starts-with(normalize-space(.), {0})]",
            quoted(words)
        );
        self.press_at(Locator::XPath(&path), words).await;
    }

    /// Presses what carries the words of this message.
    pub(crate) async fn press_message(&self, key: &str) {
        self.press(&self.language.say(key)).await;
    }
}

/// Whether a press was refused by something that lasts as long as a message or the drawing of a list.
fn may_pass(error: &CmdError) -> bool {
    let CmdError::Standard(refused) = error else { return false };
    [
        ErrorStatus::ElementClickIntercepted,
        ErrorStatus::ElementNotInteractable,
        ErrorStatus::StaleElementReference,
    ]
    .contains(&refused.error)
}
