//! 'Copy as': what a run sent, or what a record would send, as a program without secrets.

use credenza_core::apps::{AppId, Environment, HostError};
use credenza_core::flow::{FlowKind, Run, RunId};
use credenza_core::recipe::{Recipe, VARIABLES};
use url::Url;

use crate::engine::Engine;
use crate::error::{Error, NO_SERVICE_ACCOUNT};
use crate::views::recipes::{RecipeInput, RecipeSource, RecipeView};

impl Engine {
    /// A token request as a program.
    ///
    /// # Errors
    /// When there is no such run or record, or no address to send to.
    pub fn recipe_get(&self, input: RecipeInput) -> Result<RecipeView, Error> {
        let (source, recipe) = match input.source {
            RecipeSource::Run { id } => self.recipe_of_run(id)?,
            RecipeSource::App { id } => self.recipe_of_app(id)?,
        };
        Ok(RecipeView {
            language: input.language,
            source,
            text: recipe.program(input.language),
            file_name: input.language.file_name().to_owned(),
            variables: VARIABLES.map(str::to_owned).to_vec(),
        })
    }

    fn recipe_of_run(&self, id: RunId) -> Result<(RecipeSource, Recipe), Error> {
        let run = self.run_get(id)?;
        let reason = match run.flow {
            FlowKind::ServiceAccount => None,
            FlowKind::AuthorizationCode => {
                Some("it was a sign-in, and its code is good once: there is nothing to repeat")
            }
            FlowKind::Refresh | FlowKind::Revoke => {
                Some("it sent a token that is held here: there is nothing to repeat elsewhere")
            }
        };
        if let Some(reason) = reason {
            return Err(Error::Invalid { field: "run", reason });
        }
        match Recipe::of_run(&run) {
            Some(recipe) => Ok((RecipeSource::Run { id }, self.where_it_is_now(&run, recipe))),
            None => self.recipe_of_app(run.app_id),
        }
    }

    /// The sandbox has another port each time it starts.
    fn where_it_is_now(&self, run: &Run, recipe: Recipe) -> Recipe {
        match (&run.environment, self.endpoint(&run.environment)) {
            (Environment::Sandbox, Ok(endpoint)) => recipe.at(&endpoint),
            _ => recipe,
        }
    }

    fn recipe_of_app(&self, id: AppId) -> Result<(RecipeSource, Recipe), Error> {
        let service = self.with_vault(|vault| Ok(vault.app_get(id)?))?.draft.service;
        let app = service.line_works().ok_or(NO_SERVICE_ACCOUNT)?;
        let endpoint = self.endpoint(&app.environment).map_err(|error| Error::Invalid {
            field: "environment",
            reason: match error {
                HostError::SandboxStopped => "the sandbox is not running",
                HostError::Address(_) => "its address is not an https address",
                HostError::NotConfirmed { .. } => "its host was not confirmed for this record",
            },
        })?;
        Ok((RecipeSource::App { id }, Recipe::of_app(app, &endpoint)))
    }

    fn endpoint(&self, environment: &Environment) -> Result<Url, HostError> {
        environment.token_endpoint(self.sandbox_base().as_deref())
    }
}
