package dev.sluice.provider.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManualTest {
    private final Manual manual = Manual.bundled();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            How do I add a provider?                              | Add a provider
            add provider                                          | Add a provider
            How can I configure a new provider in the yaml file?  | Add a provider in the configuration file
            Hi! How do I set a key?                               | Set a key
            where do i put the SLUICE_API_KEY                      | Set a key
            Which port does it listen on?                         | Change the port
            How do I change the port                              | Change the port
            What happens when a provider fails?                   | Failover
            How does failover work?                               | Failover
            How do aliases work?                                  | Aliases
            How do I define an alias for a model                  | Aliases
            How long are the timeouts?                            | Timeouts
            What is the timeout for the first token of a stream?  | Timeouts
            Why do tokens arrive all at once?                     | Tokens arrive all at once
            How do I see the logs?                                | Logs
            Can I run it behind an nginx reverse proxy?           | Behind a reverse proxy
            How do I deploy on Tomcat?                            | Deploy the WAR
            deploy the war to wildfly                             | Deploy the WAR
            Do I need a restart after changing the configuration? | Change the configuration while it runs
            Which Java version is required?                       | Requirements
            What are the requirements for the JDK                 | Requirements
            I get a 401 from this machine                         | 401
            model_not_found                                       | 404
            What does status code 502 mean?                       | Errors and status codes
            How do I use it from Python?                          | Use it from Python
            langchain                                             | Use it from LangChain
            JavaScript client                                     | Use it from JavaScript
            How do I check the health of the gateway?             | Health checks
            Where is SLUICE_HOME?                                 | SLUICE_HOME
            How do I write a new kind of provider in Java?        | A new kind of provider
            Can I use Ollama?                                     | Ollama
            What is a target?                                     | Target
            Who are you, are you ChatGPT?                         | Who answers
            How does the guide count tokens?                      | How the guide counts tokens
            What is the idle timeout?                             | imeout
            which model answers when I ask for auto               | Which model answers
            """)
    void findsThePassageThatAnswers(String question, String heading) {
        assertThat(manual.find(question)).isNotEmpty();
        assertThat(manual.find(question).getFirst().passage().headings()).contains(heading);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "hello",
                "Hi there, how are you?",
                "?!",
                "What is the capital of France?",
                "Tell me a joke",
                "Wie füge ich einen Anbieter hinzu?",
                "プロバイダーを追加するにはどうすればよいですか",
                "Write a haiku about the sea",
                "public static void main(String[] args) { System.out.println(\"hi\"); }",
                "def quicksort(xs): return xs if len(xs) < 2 else quicksort([y for y in xs[1:] if y < xs[0]])"
            })
    void saysThatItHasNothingToSay(String question) {
        assertThat(manual.find(question)).isEmpty();
        assertThat(manual.answer(question))
                .startsWith(Manual.WHO)
                .contains("nothing to say to that", "- Failover: when a provider fails", "- Set a key")
                .hasSizeLessThan(2_000);
    }

    @Test
    void namesItselfTheSourceAndThePassage() {
        assertThat(manual.answer("How long are the timeouts?"))
                .startsWith(Manual.WHO)
                .contains("**Timeouts**", "first-token-timeout: 60s", "Source: README.md, “Timeouts”.");
    }

    @Test
    void saysInOneSentenceThatItIsNoLanguageModelAndWhatToDo() {
        assertThat(Manual.WHO)
                .contains("not a language model", "manual", "provider")
                .endsWith(".");
        assertThat(Manual.WHO.split("[.!?]( |$)")).hasSize(1);
    }

    @Test
    void givesTheSameAnswerEachTime() {
        assertThat(new Manual(Manual.bundledPassages()).answer("add a provider"))
                .isEqualTo(manual.answer("add a provider"));
    }

    @Test
    void readsALongQuestionInNoTime() {
        String pasted = "the provider failed with status 503 and a timeout ".repeat(20_000);
        manual.answer(pasted);
        long before = System.nanoTime();
        manual.answer(pasted);
        assertThat(System.nanoTime() - before).isLessThan(200_000_000L);
    }

    @Test
    void carriesEveryDocumentOfTheRepository() throws IOException {
        var carried = Manual.bundledPassages().stream()
                .map(Passage::document)
                .distinct()
                .toList();
        assertThat(carried).containsExactlyInAnyOrderElementsOf(documents());
    }

    private static List<String> documents() throws IOException {
        try (var docs = Files.list(Path.of("docs"));
                var manual = Files.list(Path.of("docs/manual"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), Stream.concat(docs, manual))
                    .map(path -> path.toString().replace('\\', '/'))
                    .filter(name -> name.endsWith(".md"))
                    .toList();
        }
    }
}
