import { expect, it } from 'vitest';
import { Bag } from './bag.ts';

const thing = (name: string) => ({ name, place: -1 });
const names = (bag: Bag<ReturnType<typeof thing>>) => bag.values().map((one) => one.name);

it('holds what came and has not gone, wherever that stood', () => {
  const bag = new Bag<ReturnType<typeof thing>>();
  const [a, b, c, d] = [thing('a'), thing('b'), thing('c'), thing('d')];
  for (const one of [a, b, c, d]) bag.add(one);
  bag.delete(b);
  expect(names(bag).toSorted()).toEqual(['a', 'c', 'd']);
  bag.delete(d);
  bag.delete(a);
  expect(names(bag)).toEqual(['c']);
  bag.add(b);
  bag.delete(c);
  expect(names(bag)).toEqual(['b']);
  bag.delete(b);
  expect(bag.size).toBe(0);
});

it('leaves the others alone when something goes twice, or was never there', () => {
  const bag = new Bag<ReturnType<typeof thing>>();
  const [a, b, stranger] = [thing('a'), thing('b'), thing('stranger')];
  bag.add(a);
  bag.add(b);
  bag.delete(a);
  bag.delete(a);
  bag.delete(stranger);
  expect(names(bag)).toEqual(['b']);
});

it('lets everything go while it is walked through', () => {
  const bag = new Bag<ReturnType<typeof thing>>();
  for (const name of 'abcdef') bag.add(thing(name));
  for (const one of bag.values()) bag.delete(one);
  expect(bag.size).toBe(0);
});
