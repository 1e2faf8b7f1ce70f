package org.broadsheet.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RulesTests {
    @Test
    void previous_attributes_are_the_old_values_of_what_changed_and_whole_arrays() {
        var before = json("{'a':1,'b':{'c':1,'d':2},'e':[{'x':1},{'y':2}],'f':null,'m':{'k':'v'}}");
        var after = json("{'a':1,'b':{'c':1,'d':3},'e':[{'x':1},{'y':3}],'f':5,'m':{'n':'w'}}");

        assertThat(Likeness.previous(before, after))
                .isEqualTo(json("{'b':{'d':2},'e':[{'x':1},{'y':2}],'f':null,'m':{'k':'v','n':null}}"));
    }

    @Test
    void an_object_is_like_an_example_that_it_contains() {
        var whole = json("{'a':{'b':1,'c':2},'l':[{'id':1},{'id':2}]}");

        assertThat(Likeness.contains(whole, json("{}"))).isTrue();
        assertThat(Likeness.contains(whole, json("{'a':{'c':2}}"))).isTrue();
        assertThat(Likeness.contains(whole, json("{'l':[{'id':2}]}"))).isTrue();
        assertThat(Likeness.contains(whole, json("{'a':{'c':3}}"))).isFalse();
        assertThat(Likeness.contains(whole, json("{'z':null}"))).isFalse();
    }

    @Test
    void metadata_is_merged() {
        var doc = new Fields(json("{'metadata':{'a':'1','b':'2'}}"));
        doc.mergeMetadata(new Fields(json("{'metadata':{'a':null,'c':'3'}}")));
        assertThat(doc.json()).isEqualTo(json("{'metadata':{'b':'2','c':'3'}}"));

        doc.mergeMetadata(new Fields(json("{'metadata':null}")));
        assertThat(doc.json()).isEqualTo(json("{'metadata':{}}"));
    }

    @Test
    void retries_come_after_the_days_of_the_schedule() {
        var dunning = new Dunning(List.of(3, 5), Dunning.Exhausted.CANCEL);

        assertThat(dunning.triesAgainAfter(2)).isTrue();
        assertThat(dunning.nextAttempt(2, 0)).isEqualTo(5 * 86_400);
        assertThat(dunning.triesAgainAfter(3)).isFalse();
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    }
}
