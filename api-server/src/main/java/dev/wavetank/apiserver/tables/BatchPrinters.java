package dev.wavetank.apiserver.tables;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Jobs and CronJobs.
final class BatchPrinters {
    private BatchPrinters() {}

    static List<TreePrinter> all() {
        return List.of(jobs(), cronJobs());
    }

    private static TreePrinter jobs() {
        return TreePrinter.of("batch", "v1", "Job", "jobs", true)
                .text("Status", "Status of the job.", BatchPrinters::status)
                .text("Completions", "How many pods succeeded, of how many.", BatchPrinters::done)
                .text("Duration", "Time required to complete the job.", BatchPrinters::duration)
                .age()
                .containers("spec.template")
                .wide("Selector", "Which pods belong to it.", row -> row.selector("spec.selector"));
    }

    private static String status(Row job) {
        if (job.condition("Complete")) {
            return "Complete";
        } else if (job.condition("Failed")) {
            return "Failed";
        } else if (job.object().deleting()) {
            return "Terminating";
        }
        for (String condition : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) {
            if (job.condition(condition)) {
                return condition;
            }
        }
        return "Running";
    }

    private static String done(Row job) {
        long succeeded = job.number("status.succeeded");
        if (job.has("spec.completions")) {
            return succeeded + "/" + job.number("spec.completions");
        }
        long parallelism = job.number("spec.parallelism");
        return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
    }

    private static String duration(Row job) {
        Instant start = job.time("status.startTime");
        Instant end = job.time("status.completionTime");
        return start == null
                ? ""
                : Cells.human(Duration.between(start, end == null ? job.now() : end));
    }

    private static TreePrinter cronJobs() {
        return TreePrinter.of("batch", "v1", "CronJob", "cronjobs", true)
                .text("Schedule", "When its jobs begin.", "spec.schedule")
                .text(
                        "Timezone",
                        "The time zone of the schedule.",
                        row -> row.text("spec.timeZone", Cells.NONE))
                .text("Suspend", "Whether it begins no more jobs.", BatchPrinters::suspend)
                .number(
                        "Active",
                        "How many of its jobs run.",
                        row -> row.array("status.active").size())
                .text(
                        "Last Schedule",
                        "How long ago it began a job.",
                        row -> Cells.orNone(row.since("status.lastScheduleTime")))
                .age()
                .containers("spec.jobTemplate.spec.template")
                .wide(
                        "Selector",
                        "Which pods belong to it.",
                        row -> row.selector("spec.jobTemplate.spec.selector"));
    }

    private static String suspend(Row row) {
        if (!row.has("spec.suspend")) {
            return Cells.UNSET;
        }
        return row.is("spec.suspend") ? "True" : "False";
    }
}
