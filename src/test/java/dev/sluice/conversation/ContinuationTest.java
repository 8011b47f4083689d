package dev.sluice.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Role;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuationTest {

    /// `u1 a1` are what user and assistant say, `s1` is the system.
    private static List<Message> messages(String words) {
        return Arrays.stream(words.strip().split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> Message.of(role(word.charAt(0)), word))
                .toList();
    }

    private static Role role(char letter) {
        return switch (letter) {
            case 's' -> Role.SYSTEM;
            case 'a' -> Role.ASSISTANT;
            default -> Role.USER;
        };
    }

    private static Conversation known(String heading, String said) {
        return new Conversation(messages(heading), said.isEmpty() ? List.of() : List.of(new Turn(messages(said))));
    }

    private static String words(List<Message> messages) {
        return String.join(" ", messages.stream().map(Message::text).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                // remembered | sent | told to the model | new
                "''          | u1                | u1                | u1",
                "u1 a1       | u2                | u1 a1 u2          | u2",
                "u1 a1       | u1 a1 u2          | u1 a1 u2          | u2",
                "u1 a1 u2 a2 | u2 a2 u3          | u1 a1 u2 a2 u3    | u3",
                "u1 a1 u2 a2 | a2 u3             | u1 a1 u2 a2 u3    | u3",
                "u1 a1       | u1                | u1 a1 u1          | u1",
                "u1 a1 u2 a2 | u1 a1 u2          | u1 a1 u2          | u1 a1 u2",
                "u1 a1       | u1 a9 u2          | u1 a9 u2          | u1 a9 u2",
                "''          | u1 a1 u2          | u1 a1 u2          | u1 a1 u2",
            })
    void nothingIsSaidTwice(String remembered, String sent, String told, String added) {
        Continuation going = Continuation.of(known("", remembered), messages(sent));
        assertThat(words(going.all())).isEqualTo(told);
        assertThat(words(going.added())).isEqualTo(added);
    }

    @ParameterizedTest
    @CsvSource({"u1 a1 u2 a2, u1 a1 u2, true", "u1 a1, u1 a1 u2, false", "u1 a1, u2, false", "u1 a1, u1 a9 u2, true"})
    void aHistoryThatWasNeverGivenHereReplacesOurs(String remembered, String sent, boolean replaces) {
        assertThat(Continuation.of(known("", remembered), messages(sent)).replaces())
                .isEqualTo(replaces);
    }

    @Test
    void theSystemsWordsAreRememberedUntilTheCallerGivesOthers() {
        assertThat(words(Continuation.of(known("s1", "u1 a1"), messages("u2")).all()))
                .isEqualTo("s1 u1 a1 u2");
        assertThat(words(
                        Continuation.of(known("s1", "u1 a1"), messages("s2 u2")).all()))
                .isEqualTo("s2 u1 a1 u2");
    }

    @Test
    void anAnswerIsKnownAgainThoughItWasTrimmedAndItsReasoningDropped() {
        var answer =
                new Message(Role.ASSISTANT, List.of(new Part.Thought("hm", "proof"), new Part.Text(" yes \n")), null);
        var known = new Conversation(List.of(), List.of(new Turn(List.of(Message.of(Role.USER, "u1"), answer))));
        Continuation going = Continuation.of(
                known,
                List.of(Message.of(Role.USER, "u1"), Message.of(Role.ASSISTANT, "yes"), Message.of(Role.USER, "u2")));
        assertThat(going.earlier()).isEmpty();
        assertThat(words(going.added())).isEqualTo("u2");
    }

    @Test
    void theResultOfAToolGoesOnFromItsCall() {
        var call = new Message(Role.ASSISTANT, List.of(new Part.ToolUse("call_1", "f", "{}")), null);
        var known = new Conversation(List.of(), List.of(new Turn(List.of(Message.of(Role.USER, "u1"), call))));
        var result = new Message(
                Role.TOOL, List.of(new Part.ToolResult("call_1", List.of(new Part.Text("42")), false)), null);
        assertThat(Continuation.of(known, List.of(result)).all()).hasSize(3);
        assertThat(Continuation.of(known, List.of(Message.of(Role.USER, "u1"), call, result))
                        .all())
                .hasSize(3);
    }
}
