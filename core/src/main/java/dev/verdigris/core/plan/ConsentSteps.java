package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Step;

/**
 * The steps that keep the consents of a run in its deployment. They come before what the consents allow. A consent that
 * the deployment has from the same role and with the same reason is not kept again.
 */
final class ConsentSteps {

    private ConsentSteps() {}

    /** Adds the steps, if a guardrail that was asked found a problem that the user accepts. The lock schema must exist. */
    static void add(PlanBuilder draft, VerbGuardrails guards, Consents accept, RunIdentity run) {
        List<GivenConsent> used =
                accept.at(run.now()).used(Evaluation.warnings(guards.asked()), draft.view().role(), run.now());
        if (used.isEmpty()) {
            return;
        }
        List<GivenConsent> kept = draft.view().consents();
        List<GivenConsent> more = used.stream()
                .filter(each -> kept.stream().noneMatch(each::isAgain))
                .toList();
        if (!more.isEmpty()) {
            write(draft, run, more);
        }
        give(draft);
    }

    /** One view holds all consents of a run. If a later plan of the run uses more, it takes the place of the first. */
    private static void write(PlanBuilder draft, RunIdentity run, List<GivenConsent> more) {
        LockNames names = draft.view().lockNames();
        ObjectName view = names.consents(run.token());
        List<Item> earlier = names.consents(draft.catalog()).stream()
                .filter(item -> item.name().equals(view.name()))
                .toList();
        List<GivenConsent> all = Stream.concat(
                        earlier.stream().flatMap(item -> LockNames.consentsIn(item).stream()), more.stream())
                .toList();
        draft.addDrops(earlier, "the run has used one more consent");
        draft.add(new HistoryStep.RecordConsents(view, all), "the deployment keeps what was accepted, and why");
    }

    /** Gives the views that this role has made to the owner of the state view, who must be able to drop them. */
    private static void give(PlanBuilder draft) {
        RoleId mine = draft.catalog().session().role();
        Optional<RoleId> owner = draft.view()
                .lock()
                .map(DeploymentLock::owner)
                .filter(role -> role.isUser() && !role.equals(mine));
        owner.ifPresent(role -> draft.view().lockNames().consents(draft.catalog()).stream()
                .filter(item -> item.owner().equals(mine))
                .forEach(item -> draft.add(
                        new Step.ChangeOwner(
                                draft.catalog().targetOf(item), Messages.roleName(draft.catalog(), role)),
                        "a role that may end the deployment must be able to drop it")));
    }
}
