"""A dataset answered as a person would write it with transformers: `generate` in a loop, a question at a time.

python engine/bench/plain_generate.py --model DIR --dataset FILE.jsonl --max-new-tokens N
Last line: {"samplesPerSecond", "answers"}; imports and loading are left out.
"""

import argparse
import json
import time


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--dataset", required=True)
    parser.add_argument("--max-new-tokens", type=int, required=True)
    options = parser.parse_args()

    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(options.model)
    model = AutoModelForCausalLM.from_pretrained(options.model, dtype=torch.float32).eval()
    with open(options.dataset, encoding="utf-8") as file:
        samples = [json.loads(line)["messages"] for line in file if line.strip()]
    answers, began = [], time.monotonic()
    for messages in samples:
        ids = tokenizer.apply_chat_template(
            messages[:-1], add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
        with torch.no_grad():
            output = model.generate(
                **ids,
                do_sample=False,
                max_new_tokens=options.max_new_tokens,
                eos_token_id=tokenizer.eos_token_id,
                pad_token_id=tokenizer.pad_token_id or tokenizer.eos_token_id,
            )
        answers.append(tokenizer.decode(output[0, ids["input_ids"].shape[1] :], skip_special_tokens=True).strip())
    seconds = time.monotonic() - began
    print(json.dumps({"samplesPerSecond": len(samples) / seconds, "answers": answers}))


if __name__ == "__main__":
    main()
