package dev.sluice.persona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Role;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PersonasTest {
    private static final String PIRATE = """
            name: Anne
            greeting: Ahoy, {{user}}!
            context: "{{char}} is a pirate who fears <USER>."
            your_name: Bob
            """;

    @TempDir
    private Path home;

    private TestingPersonas folder;

    @BeforeEach
    void folders() {
        folder = new TestingPersonas(home).with("c/Anne.yaml", PIRATE);
    }

    @Test
    void aChatWithoutWishesStaysTheVeryOne() {
        ChatRequest asked = folder.asked("""
                {"messages":[{"role":"user","content":"hi"}],"temperature":0.60}""");
        assertThat(new String(asked.document().bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"temperature\":0.60");
    }

    @Test
    void aCharacterSpeaksFirstAndKnowsBothNames() {
        JsonNode messages = folder.sent("""
                {"mode":"chat","character":"Anne","messages":[{"role":"user","content":"hi"}],"top_k":20}""").path("messages");
        assertThat(messages).hasSize(3);
        assertThat(messages.get(0).path("role").asText()).isEqualTo("system");
        assertThat(messages.get(0).path("content").asText()).isEqualTo("Anne is a pirate who fears Bob.");
        assertThat(messages.get(1).path("role").asText()).isEqualTo("assistant");
        assertThat(messages.get(1).path("content").asText()).isEqualTo("Ahoy, Bob!");
        assertThat(messages.get(2).path("content").asText()).isEqualTo("hi");
    }

    @Test
    void theRequestGoesOverTheFile() {
        JsonNode messages = folder.sent("""
                {"mode":"chat","character":"Anne","name1":"Eve","bot_name":"Mary","context":"{{char}}, not {{user}}",
                "greeting":"Hm.","user_bio":"{{user}} sails.","messages":[{"role":"user","content":"hi"}]}""").path("messages");
        assertThat(messages.get(0).path("content").asText()).isEqualTo("Mary, not Eve\n\nEve sails.");
        assertThat(messages.get(1).path("content").asText()).isEqualTo("Hm.");
    }

    @Test
    void aCallersOwnSystemMessagesJoinTheCharacters() {
        JsonNode messages = folder.sent("""
                {"mode":"chat","character":"Anne","messages":[{"role":"developer","content":"Be brief."},
                {"role":"user","content":"hi"}]}""").path("messages");
        assertThat(messages).hasSize(3);
        assertThat(messages.get(0).path("content").asText()).isEqualTo("Anne is a pirate who fears Bob.\n\nBe brief.");
    }

    @Test
    void whoNamesACharacterWithoutAModeWantsAChat() {
        assertThat(folder.sent("""
                {"character":"Anne","messages":[{"role":"user","content":"hi"}]}""").path("messages")).hasSize(3);
    }

    @Test
    void inInstructModeTheModelAnswersAsItself() {
        assertThat(folder.sent("""
                {"mode":"instruct","character":"Anne","messages":[{"role":"user","content":"hi"}]}""").path("messages")).hasSize(1);
    }

    @Test
    void inChatInstructModeTheDialogueIsOneMessage() {
        JsonNode messages = folder.sent("""
                {"mode":"chat-instruct","character":"Anne","chat_instruct_command":"As <|character|>:\\n<|prompt|>",
                "messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"Arr."},
                {"role":"user","content":[{"type":"text","text":"look"},
                {"type":"image_url","image_url":{"url":"data:image/png;base64,AA==","detail":"low"}}]}]}""").path("messages");
        assertThat(messages).hasSize(1);
        JsonNode content = messages.get(0).path("content");
        assertThat(content.get(0).path("text").asText()).isEqualTo("""
                As Anne:
                Anne is a pirate who fears Bob.

                Anne: Ahoy, Bob!
                Bob: hi
                Anne: Arr.
                Bob: look
                Anne:""");
        assertThat(content.get(1).path("image_url").path("url").asText()).isEqualTo("data:image/png;base64,AA==");
        assertThat(content.get(1).path("image_url").path("detail").asText()).isEqualTo("low");
    }

    @Test
    void theDialogueMayBeWrittenByATemplate() {
        JsonNode messages = folder.sent("""
                {"mode":"chat-instruct","character":"Anne","chat_instruct_command":"<|prompt|>",
                "chat_template_str":"{% for m in messages[2:] %}<{{ name1 }}> {{ m.content }}{% endfor %}",
                "messages":[{"role":"user","content":"hi"}]}""").path("messages");
        assertThat(messages.get(0).path("content").asText()).isEqualTo("<Bob> hi\nAnne:");
    }

    @Test
    void whatToolsAnsweredStaysBehindTheDialogue() {
        JsonNode messages = folder.sent("""
                {"mode":"chat-instruct","character":"Anne","messages":[{"role":"user","content":"time?"},
                {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
                "function":{"name":"clock","arguments":"{}"}}]},
                {"role":"tool","tool_call_id":"c1","content":"noon"}]}""").path("messages");
        assertThat(messages).hasSize(3);
        assertThat(messages.get(0).path("content").asText()).contains("Bob: time?");
        assertThat(messages.get(1).path("tool_calls").get(0).path("id").asText())
                .isEqualTo("c1");
        assertThat(messages.get(2).path("content").asText()).isEqualTo("noon");
    }

    @Test
    void aMessageIsGoneOnWith() {
        JsonNode messages = folder.sent("""
                {"continue_":true,"messages":[{"role":"user","content":"Count"},
                {"role":"assistant","content":"one, two"}]}""").path("messages");
        assertThat(messages).hasSize(3);
        assertThat(messages.get(1).path("content").asText()).isEqualTo("one, two");
        assertThat(messages.get(2).path("role").asText()).isEqualTo("user");
    }

    @Test
    void onlyTheModelsOwnMessageCanBeGoneOnWith() {
        assertThat(folder.refusal("""
                {"continue_":true,"messages":[{"role":"user","content":"Count"}]}""").param()).isEqualTo("continue_");
    }

    @Test
    void providersOfOtherDialectsAreToldTheSame() {
        ChatRequest asked = folder.asked("""
                {"mode":"chat","character":"Anne","preset":"mine","messages":[{"role":"user","content":"hi"}]}""".replace("\"preset\":\"mine\",", ""));
        assertThat(asked.prompt().messages())
                .containsExactly(
                        Message.of(Role.SYSTEM, "Anne is a pirate who fears Bob."),
                        Message.of(Role.ASSISTANT, "Ahoy, Bob!"),
                        Message.of(Role.USER, "hi"));
        ChatRequest neutral = folder.personas
                .accompany(
                        asked.saying(dev.sluice.exchange.Prompt.of(java.util.List.of(Message.of(Role.USER, "hi")))),
                        "me",
                        new dev.sluice.exchange.Cancellation())
                .request();
        assertThat(neutral.prompt().messages()).isEqualTo(asked.prompt().messages());
    }

    @Test
    void aPresetGoesOverTheRequest() {
        folder.with("p/mine.yaml", "temperature: 0.31\nmin_p: 0.2\nmodel: other\nmessages: []\ntop_k: 7\n");
        String body = """
                {"preset":"mine","temperature":1,"messages":[{"role":"user","content":"hi"}]}""";
        JsonNode sent = folder.sent(body);
        assertThat(sent.path("temperature").decimalValue()).isEqualByComparingTo("0.31");
        assertThat(sent.path("min_p").decimalValue()).isEqualByComparingTo("0.2");
        assertThat(sent.path("model").asText()).isEqualTo("m");
        assertThat(sent.path("messages")).hasSize(1);
        assertThat(sent.has("preset")).isFalse();
        var prompt = folder.asked(body).prompt();
        assertThat(prompt.sampling().temperature()).isEqualByComparingTo(new BigDecimal("0.31"));
        assertThat(prompt.sampling().topK()).isEqualTo(7);
        assertThat(prompt.others()).containsKey("min_p").doesNotContainKey("messages");
    }

    @Test
    void whatComesWithTheProductIsThere() {
        assertThat(folder.sent("""
                {"character":"Example","messages":[{"role":"user","content":"hi"}]}""").path("messages")).hasSize(3);
        assertThat(folder.sent("""
                {"mode":"chat","messages":[{"role":"user","content":"hi"}]}""").path("messages").get(1).path("content").asText())
                .isEqualTo("How can I help you today?");
        for (String preset : java.util.List.of("Deterministic", "Creative", "Top-P")) {
            assertThat(folder.sent("{\"preset\":\"" + preset
                                    + "\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}")
                            .has("temperature"))
                    .isTrue();
        }
    }

    @Test
    void aFileOfTheOperatorsGoesBeforeTheProducts() {
        folder.with("c/Example.json", """
                {"char_name":"Own","char_persona":"p","char_greeting":"g"}""");
        assertThat(folder.sent("""
                {"character":"Example","messages":[{"role":"user","content":"hi"}]}""").path("messages").get(0).path("content").asText())
                .isEqualTo("p");
    }

    @Test
    void whatIsNotThereIsToldWithItsField() {
        String rest = ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        assertThat(folder.refusal("{\"character\":\"Nobody\"" + rest).param()).isEqualTo("character");
        assertThat(folder.refusal("{\"mode\":\"instruct\",\"character\":\"Nobody\"" + rest)
                        .param())
                .isEqualTo("character");
        assertThat(folder.refusal("{\"preset\":\"None such\"" + rest).param()).isEqualTo("preset");
        assertThat(folder.refusal("{\"instruction_template\":\"None such\"" + rest)
                        .param())
                .isEqualTo("instruction_template");
        assertThat(folder.refusal("{\"instruction_template_str\":\"{% if\"" + rest)
                        .param())
                .isEqualTo("instruction_template_str");
        assertThat(folder.refusal("{\"mode\":\"chat-instruct\",\"chat_template_str\":\"{{ raise_exception('no') }}\""
                                + rest)
                        .param())
                .isEqualTo("chat_template_str");
    }
}
