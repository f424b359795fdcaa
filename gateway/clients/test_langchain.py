"""LangChain's own package for OpenAI, unchanged."""

import asyncio

import openai
import pytest
from langchain_core.messages import HumanMessage, SystemMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from pydantic import BaseModel

TEXT = "Hello from the test."


class Weather(BaseModel):
    """How the weather is."""

    city: str
    degrees: int


@tool
def weather(city: str) -> str:
    """How the weather is in a city."""
    return f"{city}: 21"


def model_of(address, **more):
    return ChatOpenAI(model="qwen", base_url=address, **{"api_key": "sk-test-secret", "max_retries": 0, **more})


def test_a_chat_is_answered_and_counted(address):
    answer = model_of(address).invoke([SystemMessage("Be brief."), HumanMessage("Hello")])
    assert answer.text == TEXT
    assert answer.usage_metadata["total_tokens"] == 12


def test_a_stream_comes_in_pieces_and_ends_with_usage(address):
    whole = None
    for chunk in model_of(address, stream_usage=True).stream("Hello"):
        whole = chunk if whole is None else whole + chunk
    assert whole.text == TEXT
    assert whole.usage_metadata["total_tokens"] == 12


def test_batches_and_async_calls(address):
    model = model_of(address)
    assert [answer.text for answer in model.batch(["Hello"] * 8)] == [TEXT] * 8
    assert asyncio.run(model.ainvoke("Hello")).text == TEXT


def test_tools_are_called(address):
    calls = model_of(address).bind_tools([weather]).invoke("Weather?").tool_calls
    assert [(call["name"], call["args"]) for call in calls] == [("weather", {"city": "上海"})]
    whole = None
    for chunk in model_of(address).bind_tools([weather]).stream("Weather?"):
        whole = chunk if whole is None else whole + chunk
    assert whole.tool_calls[0]["args"] == {"city": "上海"}


def test_a_response_format_becomes_an_object(address):
    structured = model_of(address).with_structured_output(Weather, method="json_schema")
    assert structured.invoke("Weather?") == Weather(city="上海", degrees=21)


def test_embeddings(address):
    embeddings = OpenAIEmbeddings(
        model="embed", base_url=address, api_key="sk-test-secret", check_embedding_ctx_length=False
    )
    assert embeddings.embed_query("a") == pytest.approx([0.1, 0.2, 0.3])
    assert len(embeddings.embed_documents(["a", "b"])) == 2


def test_errors_and_retries(address):
    with pytest.raises(openai.AuthenticationError) as raised:
        model_of(address, api_key="sk-wrong").invoke("Hello")
    assert raised.value.code == "500004"
    with pytest.raises(openai.APIError) as raised:
        for _ in model_of(address, model_kwargs={"user": "breaks"}).stream("Hello"):
            pass
    assert raised.value.code == "500001"
    patient = model_of(address, api_key="sk-once-a-second", max_retries=3)
    assert [patient.invoke("Hello").text for _ in range(2)] == [TEXT] * 2
