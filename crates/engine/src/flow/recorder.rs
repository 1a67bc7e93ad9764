//! Keeps a run while it grows and tells each change. Whatever the server said is sealed here,
//! before it is told or stored.

use credenza_core::apps::Environment;
use credenza_core::diagnosis::{Diagnosis, of_own_addresses};
use credenza_core::flow::{HttpTimings, Outcome, Run, RunEvent, Step, StepId, StepStatus, Verdict};
use credenza_core::oauth::Hidden;

use crate::clock::Stopwatch;

/// Where the events of a run go.
pub type EventSink<'a> = &'a (dyn Fn(RunEvent) + Send + Sync);

/// A run that grows.
pub(crate) struct Recorder<'a> {
    pub(crate) run: Run,
    pub(crate) hidden: Hidden,
    events: EventSink<'a>,
    watch: Stopwatch,
    step_watch: Stopwatch,
}

impl<'a> Recorder<'a> {
    /// Tells that the run has begun.
    pub(crate) fn start(run: Run, events: EventSink<'a>) -> Self {
        events(RunEvent::Started { run: Box::new(run.clone()) });
        Self {
            run,
            hidden: Hidden::default(),
            events,
            watch: Stopwatch::start(),
            step_watch: Stopwatch::start(),
        }
    }

    /// A step's turn has come.
    pub(crate) fn begin(&mut self, id: StepId) {
        self.step_watch = Stopwatch::start();
        self.change(id, |step| step.status = StepStatus::Running);
    }

    /// A step is over; its status follows from its verdicts.
    pub(crate) fn end(&mut self, id: StepId, verdicts: Vec<Verdict>) {
        let status = Step::status_of(&verdicts);
        self.end_as(id, status, verdicts);
    }

    /// A step is over, with a status of its own.
    pub(crate) fn end_as(&mut self, id: StepId, status: StepStatus, verdicts: Vec<Verdict>) {
        let duration = self.step_watch.elapsed_us();
        let verdicts = verdicts.into_iter().map(|verdict| self.sealed(verdict)).collect();
        self.change(id, |step| {
            step.status = status;
            step.duration_us = Some(duration);
            step.verdicts = verdicts;
        });
    }

    /// Notes the timings of a step that is about to end.
    pub(crate) fn time(&mut self, id: StepId, timings: HttpTimings) {
        if let Some(step) = self.run.steps.iter_mut().find(|step| step.id == id) {
            step.timings = Some(timings);
        }
    }

    /// Changes a step and tells it.
    pub(crate) fn change(&mut self, id: StepId, change: impl FnOnce(&mut Step)) {
        let Some(step) = self.run.steps.iter_mut().find(|step| step.id == id) else { return };
        change(step);
        (self.events)(RunEvent::Step { run_id: self.run.id, step: Box::new(step.clone()) });
    }

    /// Tells the assertion as it stands.
    pub(crate) fn tell_assertion(&self) {
        if let Some(assertion) = &self.run.assertion {
            (self.events)(RunEvent::Assertion {
                run_id: self.run.id,
                assertion: assertion.clone(),
            });
        }
    }

    /// Ends the run without a token: the steps that were not reached say so.
    pub(crate) fn fail(&mut self, outcome: Outcome, diagnosis: Option<Diagnosis>) {
        for step in &mut self.run.steps {
            match step.status {
                StepStatus::Waiting => step.status = StepStatus::NotReached,
                StepStatus::Running => step.status = StepStatus::Failed,
                _ => {}
            }
        }
        let own =
            self.run.flow.is_sso() || matches!(self.run.environment, Environment::Server { .. });
        self.run.diagnosis = diagnosis.map(|found| {
            let mut found = if own { of_own_addresses(found) } else { found };
            found.params.values_mut().for_each(|value| *value = self.hidden.text(value));
            found
        });
        self.finish(outcome);
    }

    fn sealed(&self, verdict: Verdict) -> Verdict {
        let seal = |text: Option<String>| text.map(|text| self.hidden.text(&text));
        Verdict { expected: seal(verdict.expected), actual: seal(verdict.actual), ..verdict }
    }

    /// Ends the run.
    pub(crate) fn finish(&mut self, outcome: Outcome) {
        self.run.outcome = outcome;
        self.run.duration_us = self.watch.elapsed_us();
    }

    /// Tells that the run is over and kept.
    pub(crate) fn tell_finished(&self) {
        (self.events)(RunEvent::Finished { run: Box::new(self.run.clone()) });
    }
}
