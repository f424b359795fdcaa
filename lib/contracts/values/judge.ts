export const HIGHEST_GRADE = 10;
