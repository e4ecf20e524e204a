package dev.wavetank.apiserver.kinds;

import dev.wavetank.cluster.model.Deployment;
import dev.wavetank.cluster.model.DeploymentSpec;
import dev.wavetank.cluster.model.DeploymentStatus;
import dev.wavetank.cluster.model.IntOrString;
import dev.wavetank.cluster.model.Json;
import dev.wavetank.cluster.model.Kind;
import dev.wavetank.cluster.model.Shape;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Deployments: the selector is fixed and fits the template; a rolling update has its bounds.
final class DeploymentBehaviour implements KindBehaviour<Deployment> {
    private static final DeploymentStatus NO_STATUS =
            Shape.of(DeploymentStatus.class).read(Json.Obj.EMPTY, "status");

    private static final List<String> STRATEGIES = List.of("Recreate", "RollingUpdate");

    /// Upstream's defaults of both bounds.
    private static final Json QUARTER = new Json.Text("25%");

    /// Upstream's default of progressDeadlineSeconds.
    private static final int PROGRESS_DEADLINE = 600;

    @Override
    public Kind<Deployment> kind() {
        return Deployment.KIND;
    }

    @Override
    public Json.Obj defaults(Json.Obj tree) {
        var spec = tree.object("spec");
        var strategy = spec.object("strategy");
        String type = strategy.text("type");
        if (type.isEmpty() || type.equals("RollingUpdate")) {
            var bounds = strategy.object("rollingUpdate");
            for (var bound : List.of("maxSurge", "maxUnavailable")) {
                bounds = bounds.has(bound) ? bounds : bounds.with(bound, QUARTER);
            }
            strategy = strategy.with("type", "RollingUpdate").with("rollingUpdate", bounds);
        }
        return PodDefaults.inTemplate(tree.with("spec", spec.with("strategy", strategy)));
    }

    /// Annotations count, since the controller copies them to the ReplicaSets.
    @Override
    public Object desired(Deployment object) {
        return List.of(object.spec(), object.meta().annotations());
    }

    @Override
    public Deployment created(Deployment object, Admission admission) {
        return object.withStatus(NO_STATUS);
    }

    @Override
    public void validate(Deployment object, Problems problems) {
        var spec = object.spec();
        problems.notNegative("spec.replicas", spec.replicas());
        TemplateRules.validate(spec.selector(), spec.template(), "deployment", problems);
        validateStrategy(spec, problems);
        problems.notNegative("spec.minReadySeconds", spec.minReadySeconds());
        problems.notNegative("spec.revisionHistoryLimit", spec.revisionHistoryLimit());
        Integer deadline = spec.progressDeadlineSeconds();
        problems.notNegative("spec.progressDeadlineSeconds", deadline);
        if ((deadline == null ? PROGRESS_DEADLINE : deadline) <= spec.minReadySeconds()) {
            problems.invalid(
                    "spec.progressDeadlineSeconds",
                    deadline == null ? PROGRESS_DEADLINE : deadline,
                    "must be greater than minReadySeconds");
        }
    }

    private static void validateStrategy(DeploymentSpec spec, Problems problems) {
        var strategy = spec.strategy();
        var bounds = strategy.rollingUpdate();
        switch (strategy.type()) {
            case "", "RollingUpdate" -> {
                if (bounds != null) {
                    String field = "spec.strategy.rollingUpdate.";
                    validateBound(field + "maxUnavailable", bounds.maxUnavailable(), problems);
                    validateBound(field + "maxSurge", bounds.maxSurge(), problems);
                    if (isZero(bounds.maxUnavailable()) && isZero(bounds.maxSurge())) {
                        problems.invalid(
                                field + "maxUnavailable", 0, "may not be 0 when `maxSurge` is 0");
                    }
                }
            }
            case "Recreate" -> {
                if (bounds != null) {
                    problems.forbidden(
                            "spec.strategy.rollingUpdate",
                            "may not be specified when strategy `type` is 'Recreate'");
                }
            }
            default -> problems.notSupported("spec.strategy.type", strategy.type(), STRATEGIES);
        }
    }

    private static boolean isZero(@Nullable IntOrString bound) {
        return bound != null
                && (bound.number() == null ? bound.text().equals("0%") : bound.number() == 0);
    }

    private static void validateBound(
            String field, @Nullable IntOrString bound, Problems problems) {
        if (bound == null) {
            return;
        }
        if (bound.number() != null) {
            problems.notNegative(field, bound.number());
        } else if (!bound.text().matches("[0-9]+%")) {
            problems.invalid(
                    field,
                    bound.text(),
                    "a valid percent string must be a numeric string followed by an ending '%'"
                            + " (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
        } else if (field.endsWith("maxUnavailable") && percent(bound.text()) > 100) {
            problems.invalid(field, bound.text(), "must not be greater than 100%");
        }
    }

    private static long percent(String text) {
        String digits = text.substring(0, text.length() - 1);
        return digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    @Override
    public void validateUpdate(Deployment stored, Deployment object, Problems problems) {
        TemplateRules.validateSelector(
                stored.spec().selector(), object.spec().selector(), problems);
    }
}
