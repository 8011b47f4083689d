package dev.sluice.dispatch.emulation;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.OutputFormat;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Role;
import dev.sluice.exchange.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Sees to it that an answer has the form that the caller asked for.
///
/// The provider is asked as it is. Where it refuses such a form, the form is asked for in words; where its whole answer
/// does not follow it, it gets one turn to repair it. A stream that the provider gives by itself passes as it comes:
/// what has been sent cannot be repaired.
public final class ShapedChat {
    private final Function<ChatRequest, ReplyStream> provider;
    private final String name;

    /// @param provider asks the provider once
    /// @param name the provider's, for messages
    public ShapedChat(Function<ChatRequest, ReplyStream> provider, String name) {
        this.provider = provider;
        this.name = name;
    }

    /// Whether the request asks for a form that can be checked.
    public static boolean concerns(ChatRequest request) {
        return request.dialect().shapesOutput(request.document()) && canBeChecked(request);
    }

    private static boolean canBeChecked(ChatRequest request) {
        try {
            Prompt prompt = request.prompt();
            return !(prompt.format() instanceof OutputFormat.Text)
                    && prompt.sampling().choices() == 1;
        } catch (RefusedException e) {
            // only an upstream of the caller's own dialect can serve it, and then the form is that one's affair
            return false;
        }
    }

    /// @throws RefusedException where the provider does not answer, or not in the form after its repair
    public ReplyStream ask(ChatRequest request) {
        ReplyStream reply;
        try {
            reply = provider.apply(request);
        } catch (RefusedException e) {
            if (refusesTheForm(e.failure())) {
                return inWords(request);
            }
            throw e;
        }
        return request.stream() ? reply : checked(request, reply);
    }

    /// Upstreams say in many ways that they do not know a form; all of them name the parameter.
    private static boolean refusesTheForm(Failure failure) {
        if (!(failure instanceof Failure.RefusedByUpstream refused)
                || refused.status() != 400 && refused.status() != 422) {
            return false;
        }
        String words = (refused.message() + " " + refused.param()).toLowerCase(Locale.ROOT);
        boolean names = words.contains("response_format")
                || words.contains("json_schema")
                || words.contains("json_object")
                || words.contains("output_config")
                || words.contains("output_format")
                || words.contains("json mode")
                || words.contains("structured output");
        return names
                && (words.contains("support")
                        || words.contains("unavailable")
                        || words.contains("not available")
                        || words.contains("unknown")
                        || words.contains("unrecognized")
                        || words.contains("extra"));
    }

    private ReplyStream checked(ChatRequest request, ReplyStream reply) {
        Gathered answer = Gathered.from(reply, request, name);
        if (!answer.plain()) {
            return new Replay(answer.events());
        }
        Optional<String> flaw = FormatCheck.of(request.prompt().format()).flaw(answer.text());
        return flaw.isEmpty() ? new Replay(answer.events()) : repaired(request, answer, flaw.get());
    }

    private ReplyStream inWords(ChatRequest request) {
        ChatRequest worded = request.saying(worded(request.prompt()));
        Gathered answer = Gathered.from(provider.apply(worded), worded, name);
        if (!answer.plain()) {
            return new Replay(answer.events());
        }
        String json = unfenced(answer.text());
        Optional<String> flaw = FormatCheck.of(request.prompt().format()).flaw(json);
        return flaw.isEmpty() ? new Replay(told(json, answer.usage())) : repaired(request, answer, flaw.get());
    }

    private ReplyStream repaired(ChatRequest request, Gathered wrong, String flaw) {
        Prompt worded = worded(request.prompt());
        List<Message> messages = new ArrayList<>(worded.messages());
        messages.add(Message.of(Role.ASSISTANT, wrong.text()));
        messages.add(Message.of(
                Role.USER, "That answer cannot be used. " + flaw + " Send the corrected JSON and nothing else."));
        ChatRequest again = request.saying(worded.withMessages(messages));
        Gathered second = Gathered.from(provider.apply(again), again, name);
        String json = unfenced(second.text());
        Usage usage = wrong.usage().plus(second.usage());
        if (!second.plain()
                || FormatCheck.of(request.prompt().format()).flaw(json).isPresent()) {
            throw new RefusedException(new Failure.UpstreamBroken(
                    name, "The provider '" + name + "' did not answer in the form that was asked for.", false));
        }
        return new Replay(told(json, usage));
    }

    private static Prompt worded(Prompt prompt) {
        String form = prompt.format() instanceof OutputFormat.JsonSchema schema
                ? "Answer with one JSON value that follows this JSON Schema, and with nothing else: no code fence, no"
                        + " explanation.\n" + schema.schema()
                : "Answer with one JSON object and nothing else: no code fence, no explanation.";
        return prompt.withFormat(new OutputFormat.Text()).instructed(form);
    }

    private static List<ReplyEvent> told(String json, Usage usage) {
        return List.of(
                new ReplyEvent.Text(0, json), new ReplyEvent.Finished(0, "stop"), new ReplyEvent.Spent(usage, null));
    }

    /// Models like to put JSON between fences whatever they are told.
    static String unfenced(String text) {
        String json = text.strip();
        if (json.startsWith("```") && json.endsWith("```") && json.length() > 6) {
            int line = json.indexOf('\n');
            if (line > 0) {
                return json.substring(line + 1, json.length() - 3).strip();
            }
        }
        return json;
    }
}
