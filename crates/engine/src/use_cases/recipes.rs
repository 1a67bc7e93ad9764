//! 'Copy as': what a run sent, or what a record would send, as a program without secrets.

use credenza_core::apps::{AppId, Environment, HostError};
use credenza_core::flow::{FlowKind, Run, RunId, StepId};
use credenza_core::recipe::Recipe;
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
            variables: recipe.variables().into_iter().map(str::to_owned).collect(),
        })
    }

    fn recipe_of_run(&self, id: RunId) -> Result<(RecipeSource, Recipe), Error> {
        let run = self.run_get(id)?;
        if run.flow == FlowKind::AuthorizationCode {
            let reason = "it was a sign-in, and its code is good once: there is nothing to repeat";
            return Err(Error::Invalid { field: "run", reason });
        }
        let sent = run.step(StepId::Send).and_then(|step| step.request.as_ref());
        if sent.is_some_and(|request| !request.query.is_empty()) {
            let reason = "its secret goes in the address, which is no pattern to hand on";
            return Err(Error::Invalid { field: "run", reason });
        }
        match Recipe::of_run(&run) {
            Some(recipe) => Ok((RecipeSource::Run { id }, self.where_it_is_now(&run, recipe))),
            None if run.flow != FlowKind::ServiceAccount => {
                let reason = match sent {
                    Some(_) => "what it sent is not one POST with one assertion",
                    None => "it ended before anything was sent",
                };
                Err(Error::Invalid { field: "run", reason })
            }
            None => self.recipe_of_app(run.app_id),
        }
    }

    /// The sandbox has another port each time it starts.
    fn where_it_is_now(&self, run: &Run, recipe: Recipe) -> Recipe {
        let base = self.sandbox_base().and_then(|base| Url::parse(&base).ok());
        match (&run.environment, base) {
            (Environment::Sandbox, Some(base)) => recipe.at_base(&base),
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
                HostError::NoAddress => "the record has no such address",
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
