package dev.wavetank.scenarios.run;

import dev.wavetank.cluster.world.Time;

/// One line of a timeline.
///
/// @param subject which object, component or fault: `pod shop/web-6d4`, `node-2`
/// @param text what it does, so that subject and text make a sentence
public record Entry(Time at, Sort sort, String subject, String text, Level level) {
    /// An entry that every timeline shows.
    public Entry(Time at, Sort sort, String subject, String text) {
        this(at, sort, subject, text, Level.STORY);
    }

    /// {@return subject and text}
    public String sentence() {
        return subject.isEmpty() ? text : subject + " " + text;
    }

    /// Who wants to read it.
    public enum Level {
        /// Everybody.
        STORY,
        /// Who reads the story only: it stands for several details.
        SUMMARY,
        /// Who wants to know it all.
        DETAIL
    }

    /// What kind of thing happened; what a report colours by.
    public enum Sort {
        /// The scenario moves on: boot, method, healing, end.
        PHASE("phase"),
        STEP("step"),
        FAULT_BEGINS("fault"),
        FAULT_ENDS("fault"),
        NODE("node"),
        POD("pod"),
        WORKLOAD("workload"),
        DECISION("decision"),
        HOLDS_AGAIN("healed"),
        FAILS("failed"),
        VIOLATION("violated");

        private final String word;

        Sort(String word) {
            this.word = word;
        }

        /// {@return a word for it, as short as a column is narrow}
        public String word() {
            return word;
        }
    }
}
