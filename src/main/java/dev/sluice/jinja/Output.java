package dev.sluice.jinja;

/// Text in the making, counted.
final class Output {
    private final StringBuilder text = new StringBuilder();
    private final Budget budget;

    Output(Budget budget) {
        this.budget = budget;
    }

    Output append(String more) {
        if (text.length() + (long) more.length() > budget.limits().textLength()) {
            budget.characters(text.length() + (long) more.length());
        }
        budget.look(more.length());
        text.append(more);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
