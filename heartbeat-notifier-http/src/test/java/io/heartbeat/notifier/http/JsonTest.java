package io.heartbeat.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonPrimitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void readsTexts() {
        assertThat(Json.texts(Json.object("{\"errors\":[\"a\",{},null,7,[]]}"), "errors"))
                .containsExactly("a", "7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"errors\":\"a\"}", "{\"errors\":null}", "<html>"})
    void readsNothingWhereThereIsNothing(String text) {
        assertThat(Json.texts(Json.object(text), "errors")).isEmpty();
    }

    @Test
    void makesArrays() {
        assertThat(Json.array()).hasToString("[]");
        assertThat(Json.array(new JsonPrimitive("a"), new JsonPrimitive(7))).hasToString("[\"a\",7]");
    }
}
