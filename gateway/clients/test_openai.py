"""The official OpenAI client for Python, unchanged."""

import asyncio
import json

import openai
import pytest
from openai import AsyncOpenAI, OpenAI
from pydantic import BaseModel

KEY = "sk-test-secret"
ASK = {"model": "qwen", "messages": [{"role": "user", "content": "Hello"}]}
TEXT = "Hello from the test."
WEATHER = {"type": "function", "function": {"name": "weather", "parameters": {"type": "object"}}}


@pytest.fixture
def client(address):
    with OpenAI(api_key=KEY, base_url=address, max_retries=0) as client:
        yield client


def test_a_chat_is_answered_and_counted(client):
    answer = client.chat.completions.create(**ASK, max_tokens=50, temperature=0.3)
    assert answer.choices[0].message.content == TEXT
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.total_tokens == 12
    assert answer._request_id.startswith("req_")


def test_several_answers(client):
    assert len(client.chat.completions.create(**ASK, n=3).choices) == 3


def test_a_stream_comes_in_pieces_with_usage_only_when_asked(client):
    chunks = list(client.chat.completions.create(**ASK, stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == TEXT
    assert all(chunk.usage is None for chunk in chunks)
    asked = list(client.chat.completions.create(**ASK, stream=True, stream_options={"include_usage": True}))
    assert asked[-1].usage.total_tokens == 12


def test_a_stream_that_is_left_ends(client):
    with client.chat.completions.create(**ASK, stream=True) as stream:
        next(iter(stream))
    assert client.chat.completions.create(**ASK).choices[0].message.content == TEXT


def test_tools_are_called_whole_and_streamed(client):
    answer = client.chat.completions.create(**ASK, tools=[WEATHER], tool_choice="auto")
    call = answer.choices[0].message.tool_calls[0]
    assert (call.function.name, json.loads(call.function.arguments)) == ("weather", {"city": "上海"})
    assert answer.choices[0].finish_reason == "tool_calls"
    with client.chat.completions.stream(**ASK, tools=[WEATHER]) as stream:
        streamed = stream.get_final_completion().choices[0].message.tool_calls[0]
    assert json.loads(streamed.function.arguments) == {"city": "上海"}


def test_a_response_format_becomes_an_object(client):
    class Weather(BaseModel):
        city: str
        degrees: int

    answer = client.chat.completions.parse(**ASK, response_format=Weather)
    assert answer.choices[0].message.parsed == Weather(city="上海", degrees=21)


def test_completions_embeddings_and_models(client):
    assert client.completions.create(model="qwen", prompt="Once").choices[0].text == TEXT
    pieces = client.completions.create(model="qwen", prompt="Once", stream=True)
    assert "".join(piece.choices[0].text for piece in pieces) == TEXT
    vectors = client.embeddings.create(model="embed", input=["a", "b"], encoding_format="float")
    assert [len(one.embedding) for one in vectors.data] == [3, 3]
    assert [model.id for model in client.models.list()] == ["qwen", "embed"]
    assert client.models.retrieve("qwen").id == "qwen"


def test_the_async_client_asks_many_things_at_once(address):
    async def ask():
        async with AsyncOpenAI(api_key=KEY, base_url=address) as client:
            return await asyncio.gather(*(client.chat.completions.create(**ASK) for _ in range(20)))

    assert [answer.choices[0].message.content for answer in asyncio.run(ask())] == [TEXT] * 20


@pytest.mark.parametrize(
    ("key", "more", "error", "code"),
    [
        ("sk-wrong", {}, openai.AuthenticationError, "500004"),
        ("sk-no-service", {}, openai.PermissionDeniedError, "500002"),
        ("sk-banned", {}, openai.RateLimitError, "700003"),
        (KEY, {"model": "gone"}, openai.NotFoundError, "500002"),
        (KEY, {"temperature": 9}, openai.BadRequestError, "500002"),
        (KEY, {"messages": []}, openai.BadRequestError, "500002"),
        (KEY, {"user": "breaks", "stream": True}, openai.APIError, "500001"),
    ],
)
def test_errors_are_the_clients_own(address, key, more, error, code):
    client = OpenAI(api_key=key, base_url=address, max_retries=0)
    with pytest.raises(error) as raised:
        for _ in client.chat.completions.create(**{**ASK, **more}):
            pass
    assert raised.value.code == code
    assert raised.value.message
    if isinstance(raised.value, openai.APIStatusError):
        assert raised.value.request_id.startswith("req_")


def test_the_wrong_parameter_is_named(client):
    with pytest.raises(openai.BadRequestError) as raised:
        client.chat.completions.create(**ASK, top_p=7)
    assert (raised.value.param, raised.value.type) == ("top_p", "PARAM_ERROR")


def test_a_call_over_the_limit_is_tried_again_when_the_gateway_says(address):
    client = OpenAI(api_key="sk-once-a-second", base_url=address, max_retries=3)
    retries = 0
    for _ in range(2):
        answer = client.chat.completions.with_raw_response.create(**ASK)
        retries += answer.retries_taken
        assert answer.parse().choices[0].message.content == TEXT
    assert retries >= 1
    with pytest.raises(openai.RateLimitError) as raised:
        for _ in range(3):
            client.with_options(max_retries=0).chat.completions.create(**ASK)
    assert raised.value.code == "700001"
    assert int(raised.value.response.headers["retry-after"]) >= 1
    assert raised.value.response.headers["x-ratelimit-limit-requests"] == "1"
